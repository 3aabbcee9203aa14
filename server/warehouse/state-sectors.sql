-- Which sectors do the sites belong to?
SELECT DISTINCT effective_sector AS sector FROM site WHERE effective_sector IS NOT NULL ORDER BY sector
