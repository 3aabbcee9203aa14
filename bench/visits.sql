-- Visits in order of time: the same well-known sites again and again, quiet weekends, one cell in forty left alone for half the period.
COPY (
  WITH dice AS (
    SELECT
      i,
      1 + CAST(floor($sites * pow(hash(i * 11 + 1) / 18446744073709551615.0, 1.8)) AS BIGINT) AS site,
      CAST(floor($days * (hash(i * 11 + 2) / 18446744073709551615.0)) AS INTEGER) AS day,
      hash(i * 11 + 3) / 18446744073709551615.0 AS hour,
      hash(i * 11 + 4) / 18446744073709551615.0 AS mode_dice,
      hash(i * 11 + 5) / 18446744073709551615.0 AS team,
      hash(i * 11 + 6) / 18446744073709551615.0 AS lateness,
      hash(i * 11 + 7) / 18446744073709551615.0 AS result_dice
    FROM range(1, $visits + 1) AS numbers(i)
  ),
  timed AS (
    SELECT
      *,
      -- A Sunday's visit moves to Monday three times in four; a neglected site's visit moves to the first half.
      CASE WHEN hash(site) % 40 = 0 THEN day // 2 ELSE day END AS settled_day
    FROM dice
  ),
  happened AS (
    SELECT
      *,
      CAST(CAST($last_day AS DATE) - CAST($days AS INTEGER) + 1
        + LEAST($days - 1, settled_day + CASE WHEN (settled_day % 7) = 6 AND hour < 0.75 THEN 1 ELSE 0 END) AS TIMESTAMP)
        + to_minutes(CAST(floor(60 + 540 * hour) AS BIGINT)) AS happened_at
    FROM timed
  )
  SELECT
    'visit-' || lpad(CAST(i AS VARCHAR), 9, '0') AS visit_id,
    'site-' || lpad(CAST(site AS VARCHAR), 8, '0') AS site_id,
    happened_at::TIMESTAMPTZ AS visited_at,
    CASE WHEN lateness < 0.9 THEN (happened_at + to_minutes(CAST(floor(20 + 400 * lateness) AS BIGINT)))::TIMESTAMPTZ
      WHEN lateness < 0.97 THEN (happened_at + to_hours(CAST(floor(30 + 90 * hour) AS BIGINT)))::TIMESTAMPTZ END AS recorded_at,
    CASE WHEN mode_dice < 0.82 THEN 'on-site' WHEN mode_dice < 0.93 THEN 'fixed-point' ELSE 'phone' END AS mode,
    mode_dice < 0.6 AS unannounced,
    'team-' || CAST(floor($teams * team) AS INTEGER) AS team_id,
    'batch-' || CAST(floor($teams * team) AS INTEGER) || '-' || strftime(happened_at, '%Y%m%d') AS batch_id,
    2 + CAST(floor(3 * team) AS INTEGER) AS people,
    15 + CAST(floor(60 * hour) AS INTEGER) AS minutes,
    CASE WHEN result_dice < 0.74 THEN 'pass' WHEN result_dice < 0.88 THEN 'conditional' WHEN result_dice < 0.96 THEN 'fail'
      ELSE 'not-reached' END AS result,
    CASE WHEN result_dice < 0.9 THEN 'routine' ELSE 'recheck' END AS purpose,
    NULL::VARCHAR AS plan_id,
    NULL::VARCHAR[] AS departments
  FROM happened
  ORDER BY happened_at
) TO '$file' (FORMAT parquet, COMPRESSION zstd)
