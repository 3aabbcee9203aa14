-- How much is there in the register?
SELECT
  (SELECT count(*) FROM area WHERE level = 'cell') AS cells,
  (SELECT count(*) FROM area WHERE level = 'community') AS communities,
  (SELECT count(*) FROM site) AS sites,
  (SELECT count(*) FROM site WHERE cell_no = 0) AS "unlocatedSites",
  (SELECT min(west) FROM area) AS west,
  (SELECT min(south) FROM area) AS south,
  (SELECT max(east) FROM area) AS east,
  (SELECT max(north) FROM area) AS north
