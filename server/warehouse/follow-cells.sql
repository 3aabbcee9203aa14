-- In which cells do these sites lie?
SELECT DISTINCT cell_id AS "cellId" FROM site
WHERE cell_id IS NOT NULL AND site_id IN (SELECT unnest($siteIds))
ORDER BY cell_id
