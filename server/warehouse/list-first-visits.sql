-- Which is the first visit of every site within these days that counts?
WITH counted AS (
  SELECT
    visit_id, site_id, site_no, visited_day,
    row_number() OVER (PARTITION BY site_no ORDER BY visited_at, visit_id) AS place
  FROM visit
  WHERE visited_day BETWEEN $from::DATE AND $to::DATE AND real AND list_contains($modes::VARCHAR[], mode)
)
SELECT visit_id AS "visitId", site_id AS "siteId", visited_day::VARCHAR AS "day"
FROM counted
WHERE place = 1
ORDER BY visited_day, visit_id
