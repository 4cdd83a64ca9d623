/** What tells one entity from another: fields that only it has, words in the file's name, columns without which it is not. */
interface EntitySigns {
  marks: readonly string[];
  name: RegExp;
  /** Each group must have at least one of its fields. */
  needs: readonly (readonly string[])[];
}

export const signs: Record<string, EntitySigns> = {
  calls: {
    marks: [
      "talk_seconds",
      "disposition",
      "direction",
      "ring_seconds",
      "duration_seconds",
      "recording",
      "call_id",
    ],
    name: /звон|call|cdr|zvon|vyzov/iu,
    needs: [
      ["started_at"],
      ["talk_seconds", "duration_seconds", "disposition"],
      ["direction", "talk_seconds", "disposition", "ring_seconds"],
    ],
  },
  call_results: {
    marks: ["result_code", "refusal_reason", "secondary_goal", "callback_at", "is_decision_maker"],
    name: /result|итог|otkaz|отказ|rezultat/iu,
    needs: [["result_code", "refusal_reason"], ["filed_at"], ["operator"]],
  },
  qa_reviews: {
    marks: ["reviewer", "reviewed_on", "item_code", "weight", "is_critical"],
    name: /(?:^|[^a-z])qa|quality|чек-?лист|checklist|оценк|прослуш|контрол/iu,
    needs: [["reviewer", "reviewed_on", "item_code"], ["operator"]],
  },
  deals: {
    marks: ["deal_id", "stage", "pipeline", "sourced_by", "closed_at", "loss_reason", "deal_name"],
    name: /deal|сделк|sdelk|lead|лид|opportunit/iu,
    needs: [["deal_id"], ["created_at", "closed_at", "stage"]],
  },
  stage_events: {
    marks: ["entered_at", "moved_by"],
    name: /stage|этап|history|истори/iu,
    needs: [["deal_id"], ["entered_at"], ["stage"]],
  },
  orders: {
    marks: ["order_id", "quantity", "product", "product_group", "line_number"],
    name: /order|sale|prodazh|продаж|реализ|realiz|заказ|zakaz|otgruz|отгруз|выручк|прибыл/iu,
    needs: [["ordered_on"], ["amount", "#price"]],
  },
  payments: {
    marks: ["payment_id", "paid_on", "invoice_id"],
    name: /payment|оплат|oplat|плат[её]ж|platezh|поступлен|postuplen|выписк|vypisk|statement/iu,
    needs: [["paid_on"], ["amount"]],
  },
  invoices: {
    marks: ["invoice_id", "due_on", "issued_by"],
    name: /invoice|сч[её]т|schet/iu,
    needs: [["invoice_id"], ["issued_on"], ["amount"]],
  },
  clients: {
    marks: [
      "client_id",
      "client_name",
      "tax_id",
      "segment",
      "city",
      "client_group",
      "industry",
      "headcount",
      "decision_maker_name",
    ],
    name: /client|клиент|klient|customer|контраг|kontrag|compan|contact|контакт|покупат|партн/iu,
    needs: [
      ["client_id", "client_name"],
      ["client_name", "city", "phones", "tax_id", "segment", "client_group", "owner"],
    ],
  },
  client_potentials: {
    marks: ["potential_amount"],
    name: /potential|потенциал/iu,
    needs: [["client_id"], ["potential_amount"]],
  },
  ownership_events: {
    marks: [],
    name: /owner|ответствен|закреплен/iu,
    needs: [["client_id"], ["started_at"], ["owner"]],
  },
  campaigns: {marks: ["campaign_kind"], name: /campaign|кампан/iu, needs: [["campaign_id"], ["started_on"]]},
  campaign_members: {
    marks: ["campaign_id", "is_control"],
    name: /campaign|кампан/iu,
    needs: [["campaign_id"], ["client_id"]],
  },
  client_feedback: {
    marks: ["score", "answered_at"],
    name: /survey|опрос|nps|csi|feedback|анкет/iu,
    needs: [["score"], ["answered_at"], ["client_id", "client_phone"]],
  },
  script_versions: {
    marks: ["script_version"],
    name: /script|скрипт|сценари/iu,
    needs: [["script_version"], ["valid_from"]],
  },
  employees: {
    marks: ["employee_id", "employee_name", "hired_on", "left_on"],
    name: /staff|сотруд|sotrud|employee|персонал|кадр|prodav|продав|manager|менеджер|operator|оператор|user/iu,
    needs: [["employee_name"], ["employee_id", "employee_name"]],
  },
  absences: {
    marks: ["absence_kind"],
    name: /absence|отсутств|отпуск|больнич/iu,
    needs: [["employee"], ["started_on"], ["ended_on"]],
  },
  salaries: {
    marks: ["monthly_amount"],
    name: /salar|оклад|oklad|тариф|tarif|зарплат|zarplat/iu,
    needs: [["employee"], ["valid_from"], ["monthly_amount"]],
  },
  deal_shares: {
    marks: ["share"],
    name: /share|split|дол[яиеё]|doli|dolya/iu,
    needs: [["deal_id"], ["employee"], ["share"]],
  },
  handovers: {
    marks: ["from_employee", "to_employee", "offered_at", "accepted_at"],
    name: /handover|передач/iu,
    needs: [["offered_at"], ["to_employee"]],
  },
};

/** Required fields that can be made without a column of their own. */
export const makeable: Record<string, readonly string[]> = {
  calls: ["call_id", "direction", "talk_seconds", "disposition"],
  call_results: ["result_id", "result_code"],
  qa_reviews: ["review_id", "item_code"],
  orders: ["order_id", "line_number", "amount"],
  payments: ["payment_id"],
  invoices: [],
  clients: ["client_id"],
  employees: ["employee_id"],
  deals: ["created_at"],
  client_feedback: ["feedback_id", "score_max"],
  client_potentials: ["estimated_on"],
};
