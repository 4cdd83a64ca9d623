import type {Role} from "../../queries/vocabulary.ts";
import type {Key} from "./i18n.ts";
import type {User} from "./session.ts";

export interface MenuPage {
  path: string;
  title: Key;
  /** Where the title is too long for a menu of one row. */
  short?: Key;
  roles: readonly Role[];
}

/** Pages in the order of the menu; the first that the role may open is its home. */
export const menu: readonly MenuPage[] = [
  {path: "/relay", title: "page.relay", roles: ["admin", "director", "head"]},
  {path: "/call-centre", title: "page.callCentre", roles: ["admin", "director", "head"]},
  {path: "/call-quality", title: "page.callQuality", roles: ["admin", "director", "head"]},
  {path: "/refusals", title: "page.refusals", roles: ["admin", "director", "head"]},
  {path: "/hunters", title: "page.hunters", roles: ["admin", "director", "head"]},
  {path: "/farmers", title: "page.farmers", roles: ["admin", "director", "head"]},
  {path: "/base", title: "page.base", roles: ["admin", "director", "head"]},
  {path: "/contacts", title: "page.contacts", roles: ["admin", "director", "head"]},
  {path: "/revival", title: "page.revival", roles: ["admin", "director", "head"]},
  {path: "/case", title: "page.case", roles: ["admin", "director", "head"]},
  {path: "/my", title: "page.my", roles: ["employee"]},
  {path: "/payouts", title: "page.payouts", roles: ["hr", "director", "employee"]},
  {path: "/norms", title: "page.norms", roles: ["admin", "director", "head", "hr"]},
  {path: "/workbench", title: "page.workbench", roles: ["admin", "director", "analyst"]},
  {
    path: "/data-health",
    title: "page.dataHealth",
    short: "menu.dataHealth",
    roles: ["admin", "director", "head", "analyst"],
  },
  {path: "/sources", title: "page.sources", roles: ["admin", "director"]},
];

/** Whoever is tied to an employee is told of the own pay, whatever the role. */
export function pagesOf({role, employee_id = null}: Pick<User, "role"> & Partial<User>): MenuPage[] {
  const isPaid = employee_id !== null;
  return menu.filter((page) => page.roles.includes(role) || (isPaid && page.path === "/payouts"));
}
