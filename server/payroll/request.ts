import type {Request} from "express";
import type * as z from "zod";
import {HttpError, nothingHere} from "../errors.ts";
import type {User} from "../ledger/users.ts";
import type {Actor} from "./refusal.ts";

/** The body of a step; what it may say is in its schema. */
export function bodyOf<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") || "body";
  throw new HttpError("bad_request", {
    en: `payroll: ${place}: ${issue?.message}`,
    ru: `выплаты: ${place}: значение не подходит (${issue?.message})`,
  });
}

export const actorOf = ({name, role, employee_id}: User): Actor => ({name, role, employee_id});

export function monthIn(request: Request): string {
  const {month} = request.params;
  if (typeof month !== "string" || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw nothingHere();
  return month;
}
