import {useEffect, useRef, useState} from "preact/hooks";
import {getJson} from "../../lib/http.ts";
import {words} from "../../lib/words.ts";
import {addFiles, awaited} from "./drafts.ts";

/** Where files are dropped or picked; several at once are searched for what links them. */
export function DropZone() {
  const {t, f} = words.value;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [limit, setLimit] = useState<number | null>(null);
  useEffect(() => {
    getJson<{limit: number}>("/api/uploads").then(
      (answer) => setLimit(answer.limit),
      () => undefined,
    );
  }, []);
  const take = (files: FileList | null | undefined) => {
    if (files?.length) void addFiles([...files]);
  };
  return (
    <section
      class={`card full drop${isOver ? " over" : ""}`}
      id="drop"
      aria-labelledby="drop-title"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <div class="drop-area">
        <h2 id="drop-title">{t("sources.drop.title")}</h2>
        {awaited.value && (
          <p class="awaited" role="status">
            {t("sources.awaited", {source: awaited.value.source})}{" "}
            <button
              type="button"
              class="link"
              onClick={() => {
                awaited.value = null;
              }}
            >
              {t("sources.keep")}
            </button>
          </p>
        )}
        <p class="subtitle">{t("sources.drop.kinds")}</p>
        <button type="button" class="primary" onClick={() => input.current?.click()}>
          {t("sources.drop.choose")}
        </button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t("sources.drop.choose")}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
        <p class="note">{t("sources.drop.limit", {size: f.bytes(limit)})}</p>
      </div>
    </section>
  );
}
