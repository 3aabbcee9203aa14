-- Issues, each found at a visit drawn from the visits' own file; some closed, some overdue.
COPY (
  WITH numbered AS (SELECT visit_id, site_id, visited_at, recorded_at FROM read_parquet('$visits_file')),
  dice AS (
    SELECT
      *,
      hash(visit_id || 'a') / 18446744073709551615.0 AS found,
      hash(visit_id || 'b') / 18446744073709551615.0 AS severity_dice,
      hash(visit_id || 'c') / 18446744073709551615.0 AS closing
    FROM numbered
  )
  SELECT
    'issue-' || substr(visit_id, 7) AS issue_id,
    site_id,
    visit_id,
    'visit' AS source,
    ['hygiene', 'fire', 'storage', 'registration', 'structure'][1 + CAST(floor(severity_dice * 5) AS INTEGER)] AS category,
    CASE WHEN severity_dice < 0.45 THEN 1 WHEN severity_dice < 0.8 THEN 2 WHEN severity_dice < 0.96 THEN 3 ELSE 4 END AS severity,
    visited_at AS raised_at,
    recorded_at,
    CAST(visited_at AS DATE) + 14 AS due_on,
    CASE WHEN closing < 0.8 THEN CAST(visited_at AS DATE) + CAST(floor(20 * closing) AS INTEGER) END AS rectified_on,
    NULL::DATE AS rechecked_on,
    CASE WHEN closing < 0.75 THEN CAST(visited_at AS DATE) + CAST(floor(25 * closing) AS INTEGER) END AS closed_on,
    NULL::VARCHAR AS outcome,
    severity_dice < 0.01 AS good_faith
  FROM dice
  WHERE found < $issue_share
  ORDER BY raised_at
) TO '$file' (FORMAT parquet, COMPRESSION zstd)
