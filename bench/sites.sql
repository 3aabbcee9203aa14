-- Sites of a generated district: crowded cells hold many, a few hold none, two in a hundred have closed.
COPY (
  WITH dice AS (
    SELECT
      i,
      hash(i * 7 + 1) / 18446744073709551615.0 AS place,
      hash(i * 7 + 2) / 18446744073709551615.0 AS east,
      hash(i * 7 + 3) / 18446744073709551615.0 AS north,
      hash(i * 7 + 4) / 18446744073709551615.0 AS kind_dice,
      hash(i * 7 + 5) / 18446744073709551615.0 AS weight,
      hash(i * 7 + 6) / 18446744073709551615.0 AS closing
    FROM range(1, $sites + 1) AS numbers(i)
  ),
  placed AS (
    -- A fifth of the cells gets more than a third of the sites (0.2 to the power of 1 / 1.6); every 61st cell stays empty.
    SELECT *, CAST(floor($cells * pow(place, 1.6)) AS BIGINT) AS raw_cell FROM dice
  ),
  settled AS (
    SELECT *, CASE WHEN raw_cell % 61 = 60 THEN raw_cell - 1 ELSE raw_cell END AS cell FROM placed
  )
  SELECT
    'site-' || lpad(CAST(i AS VARCHAR), 8, '0') AS site_id,
    NULL::VARCHAR AS code,
    '点位 ' || i AS name,
    'Site ' || i AS name_en,
    ['checkpoint', 'worksite', 'market', 'enterprise', 'enterprise', 'enterprise', 'compound', 'compound', 'park', 'school', 'medical', 'department', 'village'][
      1 + CAST(floor(kind_dice * 13) AS INTEGER)] AS kind,
    $west + $size * ((cell % $across) + 0.05 + 0.9 * east) AS lon,
    $south + $size * ((cell // $across) + 0.05 + 0.9 * north) AS lat,
    NULL::VARCHAR AS area_id,
    'unit-' || (cell // $cells_per_community) AS unit_id,
    NULL::VARCHAR AS sector,
    round(0.5 + 3 * pow(weight, 3), 1) AS crowd_weight,
    NULL::INTEGER AS interval_days,
    CAST($last_day AS DATE) - CAST($days AS INTEGER) AS opened_on,
    CASE WHEN closing < 0.02 THEN CAST($last_day AS DATE) - CAST(floor(closing * 5000) AS INTEGER) END AS closed_on,
    true AS synthetic
  FROM settled
) TO '$file' (FORMAT parquet, COMPRESSION zstd)
