// Writes projections.csv: places projected by d3-geo 3.1.2, for an earth of
// radius 1. Run: npm install d3-geo@3.1.2 && node projections.mjs > projections.csv
import { geoAzimuthalEqualArea, geoEqualEarth } from "d3-geo";

const places = [
  [0, 0], [11, 0], [100, 0], [-168, 0], [0, 45], [0, 90], [0, -90], [30, 30], [-60, -33.3],
  [151.2, -33.87], [-74, 40.7], [139.7, 35.7], [2.35, 48.86], [37.6, 55.75], [105.8, 21.03],
  [-0.1, 51.5], [-169.65, 66.1], [179.9, 71.2], [-68.3, -54.8], [24.9, 60.2], [100, 83], [190, 66],
];
const maps = [
  ["equal-earth", 0, 0, geoEqualEarth().rotate([0, 0])],
  ["equal-earth", 11, 0, geoEqualEarth().rotate([-11, 0])],
  ["azimuthal", 10, 52, geoAzimuthalEqualArea().rotate([-10, -52])],
  ["azimuthal", 105, 10, geoAzimuthalEqualArea().rotate([-105, -10])],
  ["azimuthal", -60, -15, geoAzimuthalEqualArea().rotate([60, 15])],
];
console.log("projection,centre_lon,centre_lat,lon,lat,x,y");
for (const [name, lon0, lat0, map] of maps) {
  map.scale(1).translate([0, 0]).precision(0);
  for (const place of places) {
    const [x, y] = map(place);
    console.log([name, lon0, lat0, ...place, x.toFixed(12), (-y).toFixed(12)].join());
  }
}
