package topology

import (
	"encoding/binary"
	"fmt"
)

// The form of the file: counts and differences between one point and the next,
// as varints. Everything else (compression, checks of the content) is the
// caller's.
const magic = "borders1"

// Encode returns the topology as bytes.
func Encode(t *Topology) []byte {
	buf := []byte(magic)
	buf = binary.AppendUvarint(buf, uint64(len(t.Arcs)))
	for _, arc := range t.Arcs {
		buf = appendPoints(buf, arc)
	}
	buf = binary.AppendUvarint(buf, uint64(len(t.Shapes)))
	for _, s := range t.Shapes {
		buf = appendText(appendText(buf, s.Code), s.Name)
		buf = append(buf, s.Tag)
		buf = binary.AppendVarint(buf, int64(s.Anchor.X))
		buf = binary.AppendVarint(buf, int64(s.Anchor.Y))
		buf = binary.AppendUvarint(buf, uint64(len(s.Polygons)))
		for _, polygon := range s.Polygons {
			buf = binary.AppendUvarint(buf, uint64(len(polygon)))
			for _, ring := range polygon {
				buf = binary.AppendUvarint(buf, uint64(len(ring)))
				for _, ref := range ring {
					buf = binary.AppendVarint(buf, int64(ref))
				}
			}
		}
	}
	buf = binary.AppendUvarint(buf, uint64(len(t.Lines)))
	for _, line := range t.Lines {
		buf = append(appendText(buf, line.Name), line.Tag)
		buf = appendPoints(buf, line.Points)
	}
	return buf
}

func appendText(buf []byte, text string) []byte {
	buf = binary.AppendUvarint(buf, uint64(len(text)))
	return append(buf, text...)
}

func appendPoints(buf []byte, points []XY) []byte {
	buf = binary.AppendUvarint(buf, uint64(len(points)))
	var last XY
	for _, p := range points {
		buf = binary.AppendVarint(buf, int64(p.X-last.X))
		buf = binary.AppendVarint(buf, int64(p.Y-last.Y))
		last = p
	}
	return buf
}

// Decode reads what Encode wrote. It fails on anything else.
func Decode(buf []byte) (*Topology, error) {
	if len(buf) < len(magic) || string(buf[:len(magic)]) != magic {
		return nil, fmt.Errorf("not a file of borders: it does not start with %q", magic)
	}
	d := decoder{buf: buf[len(magic):]}
	t := &Topology{Arcs: make([][]XY, d.count())}
	for i := range t.Arcs {
		if t.Arcs[i] = d.points(); d.bad {
			break
		}
	}
	t.Shapes = make([]Refs, d.count())
	for i := range t.Shapes {
		if t.Shapes[i] = d.shape(len(t.Arcs)); d.bad {
			break
		}
	}
	t.Lines = make([]Line, d.count())
	for i := range t.Lines {
		if t.Lines[i] = (Line{Name: d.text(), Tag: d.tag(), Points: d.points()}); d.bad {
			break
		}
	}
	if d.bad || len(d.buf) > 0 {
		return nil, fmt.Errorf("broken file of borders, %d bytes before its end", len(d.buf))
	}
	return t, nil
}

type decoder struct {
	buf []byte
	bad bool
}

// count reads a count; none can be larger than the bytes that are left.
func (d *decoder) count() int {
	v, n := binary.Uvarint(d.buf)
	if n <= 0 || v > uint64(len(d.buf)) {
		d.bad = true
		return 0
	}
	d.buf = d.buf[n:]
	return int(v)
}

func (d *decoder) signed() int32 {
	v, n := binary.Varint(d.buf)
	if n <= 0 || v != int64(int32(v)) {
		d.bad = true
		return 0
	}
	d.buf = d.buf[n:]
	return int32(v)
}

func (d *decoder) text() string {
	n := d.count()
	if n > len(d.buf) {
		d.bad = true
		return ""
	}
	text := string(d.buf[:n])
	d.buf = d.buf[n:]
	return text
}

func (d *decoder) tag() uint8 {
	if len(d.buf) == 0 {
		d.bad = true
		return 0
	}
	tag := d.buf[0]
	d.buf = d.buf[1:]
	return tag
}

// points reads a line; fewer than two points are none.
func (d *decoder) points() []XY {
	points := make([]XY, d.count())
	var last XY
	for i := range points {
		last.X += d.signed()
		last.Y += d.signed()
		points[i] = last
	}
	if len(points) < 2 {
		d.bad = true
	}
	return points
}

func (d *decoder) shape(arcs int) Refs {
	s := Refs{Code: d.text(), Name: d.text(), Tag: d.tag(), Anchor: XY{X: d.signed(), Y: d.signed()}}
	s.Polygons = make([][][]int32, d.count())
	for i := range s.Polygons {
		s.Polygons[i] = make([][]int32, d.count())
		for j := range s.Polygons[i] {
			ring := make([]int32, d.count())
			for k := range ring {
				ring[k] = d.signed()
				if at := int(max(ring[k], ^ring[k])); at >= arcs {
					d.bad = true
				}
			}
			s.Polygons[i][j] = ring
		}
	}
	return s
}
