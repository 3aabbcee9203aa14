-- Which staged rows are of a rejected record? A record is taken whole or not at all.
DELETE FROM staged_{table} WHERE record IN (SELECT record FROM reject)
