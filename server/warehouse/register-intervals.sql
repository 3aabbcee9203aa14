-- Within how many days should each area be visited? Its own interval, else the district's for its level.
UPDATE area SET effective_interval_days = coalesce(
  interval_days,
  CASE level WHEN 'cell' THEN $cell WHEN 'community' THEN $community ELSE $district END
);
