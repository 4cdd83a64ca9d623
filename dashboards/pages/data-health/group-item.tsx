import {useId} from "preact/hooks";
import {words} from "../../lib/words.ts";
import type {FixTask} from "./fix-drawer.tsx";
import {GroupRows} from "./group-rows.tsx";
import {entityNames, type Group, lackText, monthsText, reasonSentence} from "./reason-words.ts";

export interface GroupProps {
  group: Group;
  /** Missing for those who may look only. */
  onFix?: (task: FixTask) => void;
}

/** One reason in a line or two; opened, its rows stand below. */
export function GroupItem(props: GroupProps & {isOpen: boolean; onToggle: () => void}) {
  const {group, isOpen, onToggle} = props;
  const all = words.value;
  const {t, f} = all;
  const id = useId();
  const share = group.source_row_count ? group.row_count / group.source_row_count : null;
  const facts = [
    group.source_id,
    entityNames(group, all),
    share === null ? "" : t("quarantine.share", {share: f.smallShare(share)}),
    monthsText(group, all),
  ];
  return (
    <li>
      <button type="button" class="reason" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
        <span class="rows">{f.count(group.row_count)}</span>
        <span class="sentence">{reasonSentence(group, all)}</span>
        <span class="lacks">{lackText(group, all)}</span>
        <span class="facts">
          {facts.filter(Boolean).join(" · ")}
          {group.corrected_count > 0 && (
            <b>
              {" · "}
              {t("quarantine.stillRefused", {
                count: group.corrected_count,
                n: f.count(group.corrected_count),
              })}
            </b>
          )}
        </span>
      </button>
      <div id={id} hidden={!isOpen} class="opened">
        {isOpen && <GroupRows group={group} {...(props.onFix ? {onFix: props.onFix} : {})} />}
      </div>
    </li>
  );
}
