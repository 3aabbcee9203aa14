-- Has any site changed in what it is called, where it lies or who answers for it? Equal answers mean no.
SELECT
  (
    SELECT CAST(coalesce(bit_xor(hash(site_id, code, name, name_en, kind, lon, lat, unit_id, cell_id)), 0) AS VARCHAR)
    FROM site
  )
  || ' '
  || (SELECT CAST(coalesce(bit_xor(hash(unit_id, name, name_en)), 0) AS VARCHAR) FROM unit) AS texts
