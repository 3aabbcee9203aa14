-- How many facts are there, and of which days?
SELECT
  (SELECT count(*) FROM visit) AS visits,
  (SELECT count(*) FROM issue) AS issues,
  (SELECT min(visited_day) FROM visit) AS "firstDay",
  (SELECT max(visited_day) FROM visit) AS "lastDay"
