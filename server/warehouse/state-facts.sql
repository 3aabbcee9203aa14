-- How many facts of known sites are there, of which days, and how many whose site is not in the register?
SELECT
  (SELECT count(*) FROM visit WHERE site_no > 0) AS visits,
  (SELECT count(*) FROM issue WHERE site_no > 0) AS issues,
  (SELECT count(*) FROM visit WHERE site_no = 0) AS "sitelessVisits",
  (SELECT count(*) FROM issue WHERE site_no = 0) AS "sitelessIssues",
  (SELECT min(visited_day) FROM visit WHERE site_no > 0) AS "firstDay",
  (SELECT max(visited_day) FROM visit WHERE site_no > 0) AS "lastDay"
