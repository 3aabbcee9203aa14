-- What is there, for a statement that may see one area's sites only?
WITH site AS (
  SELECT * FROM main.site
  WHERE cell_id = $scope::VARCHAR
    OR community_id = $scope::VARCHAR
    OR district_no = (SELECT area_no FROM main.area WHERE level = 'district' AND area_id = $scope::VARCHAR)
),
visit AS (SELECT * FROM main.visit SEMI JOIN site USING (site_no)),
issue AS (SELECT * FROM main.issue SEMI JOIN site USING (site_no))
