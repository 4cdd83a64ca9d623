-- Every model and report may use these. The engine puts the company's IANA zone in place of {{timezone}}.

-- a moment on the company's wall clock
create or replace macro company_time(moment) as moment at time zone '{{timezone}}';

-- the company-local day of a moment
create or replace macro company_date(moment) as (moment at time zone '{{timezone}}')::date;

-- the company-local hour of a moment, 0..23
create or replace macro company_hour(moment) as extract(hour from moment at time zone '{{timezone}}')::integer;

-- the moment a company-local day begins
create or replace macro day_start(local_day) as (local_day::timestamp at time zone '{{timezone}}');

-- the moment so many seconds before another; plain arithmetic, for it runs over many rows
create or replace macro seconds_before(moment, seconds) as
    make_timestamptz(epoch_us(moment) - seconds::bigint * 1000000);

-- the first day of a day's month
create or replace macro month_of(local_day) as date_trunc('month', local_day)::date;

-- the last day of a day's month
create or replace macro month_end(local_day) as last_day(local_day);

-- the first day of the month so many months after a day's month
create or replace macro months_after(local_day, months) as
    (date_trunc('month', local_day) + to_months(months))::date;

-- whole months between the months of two days
create or replace macro months_between(earlier, later) as datediff('month', earlier, later)::integer;

-- whole days between two days
create or replace macro days_between(earlier, later) as datediff('day', earlier, later)::integer;

create or replace macro days_after(local_day, days) as (local_day + days)::date;

-- the value of the row with the latest / earliest order key
create or replace macro value_at_latest(value, order_key) as max_by(value, order_key);
create or replace macro value_at_earliest(value, order_key) as min_by(value, order_key);

-- null instead of an error or an infinity when there is nothing to divide by
create or replace macro safe_ratio(numerator, denominator) as
    numerator::double / nullif(denominator::double, 0.0::double);

-- Wilson score limits of a share; null without trials
create or replace macro wilson_low(hits, trials, z) as (
    (hits::double + z * z / 2.0)
    - z * sqrt(greatest(
        hits::double * (trials::double - hits::double) / nullif(trials::double, 0.0) + z * z / 4.0, 0.0
    ))
) / (nullif(trials::double, 0.0) + z * z);
create or replace macro wilson_high(hits, trials, z) as (
    (hits::double + z * z / 2.0)
    + z * sqrt(greatest(
        hits::double * (trials::double - hits::double) / nullif(trials::double, 0.0) + z * z / 4.0, 0.0
    ))
) / (nullif(trials::double, 0.0) + z * z);

-- variance of the hits among so many trials drawn from all trials and hits (N. Mantel, W. Haenszel, J. Natl. Cancer
-- Inst. 22 (1959): 719-748); null with fewer than two trials
create or replace macro draw_variance(trials, all_trials, all_hits) as
    trials::double * (all_trials::double - trials::double)
    * all_hits::double * (all_trials::double - all_hits::double)
    / nullif(all_trials::double * all_trials::double * (all_trials::double - 1.0), 0.0);

-- how far a share lies above that of the others: excess hits less half a one, in deviations of drawing from both
-- together; null when a side is empty or all ended alike
create or replace macro share_excess(hits, trials, other_hits, other_trials) as (
    hits::double - 0.5
    - trials::double * safe_ratio(hits::double + other_hits::double, trials::double + other_trials::double)
) / nullif(sqrt(greatest(draw_variance(
    trials, trials::double + other_trials::double, hits::double + other_hits::double
), 0.0)), 0.0);

-- how a row of CRM or accounting names its client, as one text
create or replace macro client_reference(id, tax_id, phone, name) as
    coalesce(id, '') || '|' || coalesce(tax_id, '') || '|' || coalesce(phone, '') || '|' || coalesce(name, '');

-- an id for a client whom no source numbers; who lacks the salt cannot try names and telephones until one fits
create or replace macro made_client_id(salt, kind, key) as 'k-' || left(sha256(salt || kind || '|' || key), 12);
-- true for such an id: a card that has it is about the client that was made
create or replace macro is_made_client_id(id) as regexp_full_match(id, 'k-[0-9a-f]{12}');

-- names as they are compared: lower case, е for ё, no punctuation, no legal form, words in alphabetical order
create or replace macro name_key(name) as nullif(
    array_to_string(
        list_sort(
            list_filter(
                string_split(
                    trim(regexp_replace(
                        regexp_replace(
                            replace(lower(name), 'ё', 'е'),
                            'общество с ограниченной ответственностью|индивидуальный предприниматель|(открытое |закрытое |публичное )?акционерное общество',
                            ' ', 'g'
                        ),
                        '[^\p{L}\p{N}]+', ' ', 'g'
                    )),
                    ' '
                ),
                lambda word: word <> '' and word not in (
                    'ооо', 'оао', 'зао', 'пао', 'нао', 'ао', 'ип', 'чп', 'тоо', 'нко', 'гуп', 'муп', 'фгуп',
                    'llc', 'ltd', 'inc', 'corp', 'gmbh', 'plc'
                )
            )
        ),
        ' '
    ),
    ''
);

-- the span of time a run has to rebuild; everything unless the engine has set the two variables
create or replace macro touched_from() as coalesce(getvariable('touched_from'), date '1900-01-01');
create or replace macro touched_until() as coalesce(getvariable('touched_until'), date '9000-01-01');
-- the first month that a run makes anew of a table that asks; every month unless the engine has set the variable
create or replace macro changed_from() as coalesce(getvariable('changed_from'), date '1900-01-01');
create or replace macro touched_from_at() as
    (coalesce(getvariable('touched_from'), date '1900-01-01')::timestamp at time zone '{{timezone}}');
create or replace macro touched_until_at() as
    (coalesce(getvariable('touched_until'), date '9000-01-01')::timestamp at time zone '{{timezone}}');
