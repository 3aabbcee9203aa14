-- Which sites are there? Equal answers mean equal numbers.
SELECT md5(string_agg(site_id, chr(31) ORDER BY site_id)) AS ids FROM site
