-- Which areas are there, and where does each lie? Derived ones are made anew, given ones get their number and place.
DELETE FROM area WHERE derived;

INSERT INTO area (
  seq, area_id, parent_id, level, code, name, name_en, geometry, synthetic, area_no, derived, label_lon, label_lat,
  area_m2, west, south, east, north
)
SELECT
  seq, area_id, parent_id, level, code, name, name_en, CAST(geometry AS VARCHAR), synthetic, area_no, derived,
  label_lon, label_lat, area_m2, west, south, east, north
FROM placed_area WHERE derived;

UPDATE area SET
  area_no = p.area_no, derived = false, label_lon = p.label_lon, label_lat = p.label_lat, area_m2 = p.area_m2,
  west = p.west, south = p.south, east = p.east, north = p.north
FROM placed_area AS p WHERE p.area_id = area.area_id AND NOT p.derived;
