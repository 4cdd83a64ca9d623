import {useEffect, useRef, useState} from "preact/hooks";
import {
  besideFold,
  type ChartOptions,
  type Figure as Drawn,
  foldAbove,
  foldedHeight,
} from "../charts/options.ts";
import {words} from "../lib/words.ts";

interface FigureProps {
  /** Read aloud in place of the picture. */
  label: string;
  draw: (options: ChartOptions) => Drawn;
  /** Room kept before the first drawing, so that nothing jumps. */
  height: number;
  /** A click on the picture goes to its rows. */
  onRows?: () => void;
}

interface Tip {
  text: string;
  x: number;
  y: number;
}

/**
 * Draws a chart at the width it has, redraws when that changes; mouse and arrow keys show the same tip. Of a picture of
 * hundreds of people the top shows, until the reader asks for all.
 */
export function Figure({label, draw, height, onRows}: FigureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [tip, setTip] = useState<Tip | null>(null);
  const [isTall, setIsTall] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const focused = useRef(-1);
  const isFolded = isTall && !showsAll;
  const [isBeside, setIsBeside] = useState(false);

  useEffect(() => {
    const node = frame.current!;
    const observer = new ResizeObserver(() => setWidth(Math.round(node.clientWidth)));
    observer.observe(node);
    setWidth(Math.round(node.clientWidth));
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const node = canvas.current!;
    const markOf = (event: Event) => (event.target as Element).closest(".hit > *");
    const onMove = (event: Event) => show(markOf(event));
    const onLeave = () => setTip(null);
    const onClick = (event: Event) => markOf(event) && onRows?.();
    node.addEventListener("pointermove", onMove);
    node.addEventListener("pointerleave", onLeave);
    node.addEventListener("click", onClick);
    return () => {
      node.removeEventListener("pointermove", onMove);
      node.removeEventListener("pointerleave", onLeave);
      node.removeEventListener("click", onClick);
    };
  }, [onRows]);

  useEffect(() => {
    if (width > 0) {
      const drawn = draw({width, words: words.value, isFolded: !showsAll});
      canvas.current!.replaceChildren(drawn);
      const card = frame.current!.closest<HTMLElement>(".card");
      const isOneOfTwo = card !== null && card.offsetWidth < (card.parentElement?.offsetWidth ?? 0) * 0.9;
      setIsBeside(isOneOfTwo);
      setIsTall(drawn.getBoundingClientRect().height > (isOneOfTwo ? besideFold.above : foldAbove));
    }
    focused.current = -1;
    setTip(null);
  }, [width, draw, words.value, showsAll]);

  // paper shows all of it, and is laid out before a change of state would be drawn
  useEffect(() => {
    if (!isFolded) return;
    const drawFor = (isOnPaper: boolean) =>
      canvas.current!.replaceChildren(draw({width, words: words.value, isFolded: !isOnPaper}));
    const onPaper = () => drawFor(true);
    const onScreen = () => drawFor(false);
    addEventListener("beforeprint", onPaper);
    addEventListener("afterprint", onScreen);
    return () => {
      removeEventListener("beforeprint", onPaper);
      removeEventListener("afterprint", onScreen);
    };
  }, [width, draw, words.value, isFolded]);

  const marks = () => {
    const all = [...canvas.current!.querySelectorAll<SVGElement>(".hit > *")];
    if (!isFolded) return all;
    const {bottom} = canvas.current!.getBoundingClientRect();
    return all.filter((mark) => mark.getBoundingClientRect().bottom <= bottom);
  };

  function show(mark: Element | null): void {
    const text = mark?.getAttribute("data-tip");
    if (!mark || !text) {
      setTip(null);
      return;
    }
    const box = mark.getBoundingClientRect();
    const outer = frame.current!.getBoundingClientRect();
    const x = Math.min(Math.max(box.x + box.width / 2 - outer.x, 90), Math.max(90, outer.width - 90));
    setTip({text, x, y: box.y - outer.y});
  }

  function onKeyDown(event: KeyboardEvent): void {
    const all = marks();
    const move = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (move && all.length) {
      focused.current = (Math.max(focused.current, move > 0 ? -1 : 0) + move + all.length) % all.length;
      show(all[focused.current]!);
    } else if (event.key === "Escape" && tip) setTip(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="figure-frame" ref={frame} style={width > 0 ? {} : {minHeight: `${height}px`}}>
      <button
        type="button"
        class="walk"
        onKeyDown={onKeyDown}
        onBlur={() => setTip(null)}
        onClick={() => onRows?.()}
      >
        {words.value.t("figure.walk")}
      </button>
      <div
        class={isFolded ? "canvas folded" : "canvas"}
        style={{"--folded-height": `${isBeside ? besideFold.height : foldedHeight}px`}}
        role="img"
        aria-label={label}
        ref={canvas}
      />
      {isTall && (
        <button type="button" class="unfold" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {words.value.t(showsAll ? "figure.fold" : "figure.unfold")}
        </button>
      )}
      <div class="tip" role="status" hidden={!tip} style={tip ? {left: `${tip.x}px`, top: `${tip.y}px`} : {}}>
        {tip?.text
          .split("\n")
          .map((line, index) => (index === 0 ? <b key={line}>{line}</b> : <span key={line}>{line}</span>))}
      </div>
    </div>
  );
}
