-- On which local day did each tip come?
SELECT
  p.seq, p.tip_id, p.area_id, p.site_id, p.channel, p.category, p.received_at, p.verified, p.answered_at,
  CAST(timezone($zone, p.received_at) AS DATE) AS received_day
FROM {source} AS p
ORDER BY received_day, p.tip_id
