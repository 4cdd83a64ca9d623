import {Field} from "../../components/field.tsx";
import {
  type AdjustmentForm,
  faultsOfAdjustment,
  faultsOfOrder,
  faultsOfSignature,
  isShortNotice,
  type OrderForm,
  type SignatureForm,
  signersOf,
  sumOf,
  twoMonthsAfter,
} from "../../lib/pay-forms.ts";
import type {HrMonth} from "../../lib/payroll.ts";
import {words} from "../../lib/words.ts";
import {DecideForm} from "./decide-form.tsx";
import {PeopleBoxes} from "./people-boxes.tsx";

interface FormProps {
  month: HrMonth;
  onStep: () => void;
}

const grounds = ["award", "consent", "court", "counting_error"] as const;

/** HR's own sum for one person, with its ground and its document. */
export function AdjustmentFormView({month, onStep}: FormProps) {
  const {t} = words.value;
  return (
    <DecideForm<AdjustmentForm>
      path={`${month.month}/adjustments`}
      initial={{
        employee_id: "",
        amount: "",
        legal_class: "bonus",
        ground: "award",
        reason: "",
        document: "",
        document_date: "",
        approver: "",
      }}
      faultsOf={faultsOfAdjustment}
      bodyOf={(form) => ({...form, amount: sumOf(form.amount)})}
      onStep={onStep}
      fields={(form, change, fault) => (
        <>
          <PersonField
            month={month}
            value={form.employee_id}
            fault={fault("employee_id")}
            onChange={change}
          />
          <Field label={t("payouts.field.amount")} hint={t("payouts.hint.amount")} fault={fault("amount")}>
            {(ties) => (
              <input
                {...ties}
                inputMode="text"
                value={form.amount}
                onInput={(event) => change({amount: event.currentTarget.value})}
              />
            )}
          </Field>
          <Field label={t("payouts.field.legal_class")} fault={fault("legal_class")}>
            {(ties) => (
              <select
                {...ties}
                value={form.legal_class}
                onChange={(event) =>
                  change({legal_class: event.currentTarget.value as AdjustmentForm["legal_class"]})
                }
              >
                <option value="bonus">{t("payouts.class.bonus")}</option>
                <option value="piece_rate">{t("payouts.class.piece_rate")}</option>
              </select>
            )}
          </Field>
          <Field label={t("payouts.field.ground")} fault={fault("ground")}>
            {(ties) => (
              <select
                {...ties}
                value={form.ground}
                onChange={(event) => change({ground: event.currentTarget.value as AdjustmentForm["ground"]})}
              >
                {grounds.map((ground) => (
                  <option key={ground} value={ground}>
                    {t(`payouts.ground.${ground}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextField
            label={t("payouts.field.reason")}
            value={form.reason}
            fault={fault("reason")}
            onChange={(reason) => change({reason})}
          />
          <TextField
            label={t("payouts.field.document")}
            value={form.document}
            fault={fault("document")}
            onChange={(document) => change({document})}
          />
          <TextField
            type="date"
            label={t("payouts.field.document_date")}
            value={form.document_date}
            fault={fault("document_date")}
            onChange={(document_date) => change({document_date})}
          />
          <TextField
            label={t("payouts.field.approver")}
            value={form.approver}
            fault={fault("approver")}
            onChange={(approver) => change({approver})}
          />
        </>
      )}
    />
  );
}

/** A disciplinary order: how much less the bonus is, the plan's clause says. */
export function OrderFormView({month, onStep}: FormProps) {
  const {t} = words.value;
  return (
    <DecideForm<OrderForm>
      path={`${month.month}/orders`}
      initial={{employee_id: "", number: "", date: "", order_kind: "remark"}}
      faultsOf={(form) => faultsOfOrder(form, month.month)}
      bodyOf={(form) => form}
      onStep={onStep}
      fields={(form, change, fault) => (
        <>
          <PersonField
            month={month}
            value={form.employee_id}
            fault={fault("employee_id")}
            onChange={change}
          />
          <TextField
            label={t("payouts.field.number")}
            value={form.number}
            fault={fault("number")}
            onChange={(number) => change({number})}
          />
          <TextField
            type="date"
            label={t("payouts.field.date")}
            hint={t("payouts.hint.date")}
            value={form.date}
            fault={fault("date")}
            onChange={(date) => change({date})}
          />
          <Field
            label={t("payouts.field.order_kind")}
            hint={t("payouts.hint.order_kind")}
            fault={fault("order_kind")}
          >
            {(ties) => (
              <select
                {...ties}
                value={form.order_kind}
                onChange={(event) =>
                  change({order_kind: event.currentTarget.value as OrderForm["order_kind"]})
                }
              >
                <option value="remark">{t("payouts.order.remark")}</option>
                <option value="reprimand">{t("payouts.order.reprimand")}</option>
              </select>
            )}
          </Field>
        </>
      )}
    />
  );
}

/** Who has read a version of a plan and signed it: many people of one day at once. */
export function SignatureFormView({month, onStep}: FormProps) {
  const {t, f, language} = words.value;
  const {plans, statements, signed} = month;
  const keyOf = ({plan, version}: {plan: string; version: number}) => `${plan}@${version}`;
  const signers = (key: string) => {
    const plan = plans.find((one) => keyOf(one) === key);
    return plan ? signersOf(plan, statements, signed) : [];
  };
  return (
    <DecideForm<SignatureForm>
      path={`${month.month}/signatures`}
      initial={{plan: "", on: "", employees: []}}
      faultsOf={(form) => faultsOfSignature(form, month.month)}
      bodyOf={({plan: key, on, employees}) => {
        const {plan, version} = plans.find((one) => keyOf(one) === key)!;
        return {plan, version, on, employees};
      }}
      onStep={onStep}
      fields={(form, change, fault) => (
        <>
          <Field label={t("payouts.field.plan")} fault={fault("plan")}>
            {(ties) => (
              <select
                {...ties}
                value={form.plan}
                onChange={(event) => {
                  const plan = event.currentTarget.value;
                  change({plan, employees: signers(plan).map(({employee_id}) => employee_id)});
                }}
              >
                <option value="">{t("payouts.choose")}</option>
                {plans.map((plan) => (
                  <option key={keyOf(plan)} value={keyOf(plan)}>
                    {t("payouts.planOption", {
                      name: plan.name[language],
                      version: plan.version,
                      day: f.fullDay(plan.valid_from),
                    })}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextField
            type="date"
            label={t("payouts.field.on")}
            hint={t("payouts.hint.on")}
            value={form.on}
            fault={fault("on")}
            onChange={(on) => change({on})}
          />
          {isShortNotice(
            plans.find((one) => keyOf(one) === form.plan),
            form.on,
          ) && (
            <p class="remedy" role="status">
              {t("payouts.shortNotice", {day: f.fullDay(twoMonthsAfter(form.on))})}
            </p>
          )}
          {form.plan !== "" && (
            <PeopleBoxes
              label={t("payouts.field.employees")}
              people={signers(form.plan)}
              picked={form.employees}
              fault={fault("employees")}
              onPick={(employees) => change({employees})}
            />
          )}
        </>
      )}
    />
  );
}

interface PersonFieldProps {
  month: HrMonth;
  value: string;
  fault: string | null;
  onChange: (part: {employee_id: string}) => void;
}

function PersonField({month, value, fault, onChange}: PersonFieldProps) {
  const {t} = words.value;
  const people = month.statements
    .map(({employee_id, employee_name}) => ({employee_id, name: employee_name ?? employee_id}))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <Field label={t("payouts.field.employee_id")} fault={fault}>
      {(ties) => (
        <select
          {...ties}
          value={value}
          onChange={(event) => onChange({employee_id: event.currentTarget.value})}
        >
          <option value="">{t("payouts.choose")}</option>
          {people.map(({employee_id, name}) => (
            <option key={employee_id} value={employee_id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface TextFieldProps {
  type?: "text" | "date";
  label: string;
  hint?: string;
  value: string;
  fault: string | null;
  onChange: (value: string) => void;
}

function TextField({type = "text", label, hint, value, fault, onChange}: TextFieldProps) {
  return (
    <Field label={label} fault={fault} {...(hint ? {hint} : {})}>
      {(ties) => (
        <input
          {...ties}
          {...(type === "date" ? {type: "date"} : {type: "text"})}
          maxLength={500}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
