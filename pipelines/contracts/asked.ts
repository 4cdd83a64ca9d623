/** Fields a person is asked for where the entity has many that exports give anyway. */
export const asked: Record<string, readonly string[]> = {
  clients: [
    "client_id",
    "client_name",
    "tax_id",
    "phones",
    "segment",
    "client_size",
    "decision_maker_name",
    "decision_maker_phone",
    "suppliers",
    "development_plans",
    "media_preferences",
    "advertising_goals",
  ],
};
