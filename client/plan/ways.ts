import gcoord from 'gcoord'

/** Links that open a place in the map programs people have, each in its own coordinates. */
export function waysTo({ lon, lat, name }: { lon: number; lat: number; name: string }) {
  const six = ([x = 0, y = 0]: readonly number[]): [string, string] => [x.toFixed(6), y.toFixed(6)]
  const [gLon, gLat] = six(gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02))
  const [bLon, bLat] = six(gcoord.transform([lon, lat], gcoord.WGS84, gcoord.BD09))
  const [wLon, wLat] = six([lon, lat])
  const title = encodeURIComponent(name)
  return [
    { id: 'gcj02', href: `https://uri.amap.com/marker?position=${gLon},${gLat}&name=${title}` },
    {
      id: 'bd09',
      href: `https://api.map.baidu.com/marker?location=${bLat},${bLon}&title=${title}&content=${title}&output=html&coord_type=bd09ll`,
    },
    { id: 'wgs84', href: `geo:${wLat},${wLon}?q=${wLat},${wLon}` },
  ] as const
}
