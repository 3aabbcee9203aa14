-- How much is there?
SELECT
  (SELECT count(*) FROM area WHERE level = 'cell') AS cells,
  (SELECT count(*) FROM area WHERE level = 'community') AS communities,
  (SELECT count(*) FROM site) AS sites,
  (SELECT count(*) FROM visit) AS visits,
  (SELECT count(*) FROM issue) AS issues,
  (SELECT count(*) FROM site WHERE cell_no = 0) AS "unlocatedSites",
  (SELECT min(visited_day) FROM visit) AS "firstDay",
  (SELECT max(visited_day) FROM visit) AS "lastDay",
  (SELECT min(west) FROM area) AS west,
  (SELECT min(south) FROM area) AS south,
  (SELECT max(east) FROM area) AS east,
  (SELECT max(north) FROM area) AS north
