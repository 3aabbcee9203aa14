-- Which sites are there, and what decides where they lie?
SELECT site_id AS "siteId", kind, lon, lat, area_id AS "areaId" FROM site ORDER BY site_id
