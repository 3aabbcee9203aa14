-- How many sites are there of each kind?
SELECT kind, count(*) AS sites FROM site GROUP BY kind ORDER BY kind
