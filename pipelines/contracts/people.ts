import * as z from "zod";
import {absenceKinds, employeeRoles} from "../../queries/vocabulary.ts";
import {defineContract} from "./contract.ts";
import {amount, code, day, employee, id, ratio, text} from "./fields.ts";

export const employees = defineContract({
  entity: "employees",
  doc: "One person of the sales department.",
  key: ["employee_id"],
  event: null,
  ordered: [{earlier: "hired_on", later: "left_on"}],
  schema: z.strictObject({
    employee_id: id("personnel number or the CRM's user id, stable for life"),
    employee_name: text("full name as written in the staff list"),
    aliases: text("other spellings used by CRM and telephony, separated by ;").optional(),
    hired_on: day("first working day").optional(),
    left_on: day("first day no longer employed").optional(),
  }),
});

export const employeeRolePeriods = defineContract({
  entity: "employee_roles",
  doc: "One stretch of time a person held a post in a team.",
  key: ["employee_id", "valid_from"],
  event: null,
  ordered: [{earlier: "valid_from", later: "valid_to"}],
  schema: z.strictObject({
    employee_id: id("employees.employee_id"),
    role: code(employeeRoles, "post of the relay"),
    team_id: text("team or department").optional(),
    valid_from: day("first day in the post"),
    valid_to: day("first day no longer in the post; empty while it lasts").optional(),
  }),
});

export const employeeExtensions = defineContract({
  entity: "employee_extensions",
  doc: "One stretch of time a person used an internal telephone number; numbers are used again by others.",
  key: ["extension", "valid_from"],
  event: null,
  ordered: [{earlier: "valid_from", later: "valid_to"}],
  schema: z.strictObject({
    extension: id("internal number as the telephony writes it"),
    employee_id: id("employees.employee_id"),
    valid_from: day("first day of use"),
    valid_to: day("first day no longer in use; empty while it lasts").optional(),
  }),
});

export const absences = defineContract({
  entity: "absences",
  doc: "One stretch of days a person did not work.",
  key: ["employee", "started_on"],
  event: null,
  ordered: [{earlier: "started_on", later: "ended_on", isApart: true}],
  schema: z.strictObject({
    employee: employee("the absent person"),
    started_on: day("first day away"),
    ended_on: day("first day back at work"),
    absence_kind: code(absenceKinds, "vacation, sick leave, training or other"),
  }),
});

export const salaries = defineContract({
  entity: "salaries",
  doc: "What the labour contract pays one person for a whole month, from a day on.",
  key: ["employee", "valid_from"],
  event: null,
  ordered: [{earlier: "valid_from", later: "valid_to", isApart: true}],
  schema: z.strictObject({
    employee: employee("the person paid"),
    valid_from: day("first day the salary holds"),
    valid_to: day("first day it no longer holds; empty where it ends with the next one or lasts").optional(),
    monthly_amount: amount("salary of a whole month, before tax"),
    full_time_share: ratio("part of full time the salary is for, such as 0.5; empty is the whole").optional(),
    personnel_number: text("number in the payroll program where it is not employees.employee_id").optional(),
  }),
});
