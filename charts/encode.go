package charts

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"math"
	"slices"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// encodePNG writes an opaque picture, from image.NewRGBA, as a PNG of 8 bits a
// channel, with its dots an inch. The standard library tries five filters on every line, which takes
// longer than drawing, and its choice suits photographs: flat areas and text
// come out smaller with none. Only a line that repeats the one above it is
// filtered, to zeros.
func encodePNG(img *image.RGBA, dpi float64) ([]byte, error) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	var out bytes.Buffer
	out.Grow(64 << 10)
	out.WriteString("\x89PNG\r\n\x1a\n")

	header := binary.BigEndian.AppendUint32(nil, uint32(w))
	header = binary.BigEndian.AppendUint32(header, uint32(h))
	const depth, truecolour = 8, 2
	writeChunk(&out, "IHDR", append(header, depth, truecolour, 0, 0, 0))

	perMetre := binary.BigEndian.AppendUint32(nil, uint32(math.Round(dpi/0.0254)))
	const metre = 1
	writeChunk(&out, "pHYs", append(append(perMetre, perMetre...), metre))

	var pixels bytes.Buffer
	pixels.Grow(64 << 10)
	if err := compressLines(&pixels, img); err != nil {
		return nil, err
	}
	writeChunk(&out, "IDAT", pixels.Bytes())
	writeChunk(&out, "IEND", nil)
	return out.Bytes(), nil
}

// Filters of a line, PNG specification 9.2.
const (
	filterNone = 0
	filterUp   = 2 // each byte less the one above
)

func compressLines(out *bytes.Buffer, img *image.RGBA) error {
	z := compressors.Get().(*zlib.Writer)
	defer compressors.Put(z)
	z.Reset(out)
	size := 1 + int(3*img.Rect.Dx()) // the filter, then three bytes a pixel
	repeated, fresh := make([]byte, size), make([]byte, size)
	repeated[0], fresh[0] = filterUp, filterNone
	var above []byte
	for pixels := range slices.Chunk(img.Pix, img.Stride) {
		line := repeated
		if !bytes.Equal(pixels, above) {
			dropAlpha(fresh[1:], pixels)
			line = fresh
		}
		if _, err := z.Write(line); err != nil {
			return err
		}
		above = pixels
	}
	return z.Close()
}

// dropAlpha copies red, green and blue of the pixels.
func dropAlpha(line, pixels []byte) {
	for len(pixels) >= 4 && len(line) >= 3 {
		line[0], line[1], line[2] = pixels[0], pixels[1], pixels[2]
		pixels, line = pixels[4:], line[3:]
	}
}

// compressors keeps the compressors for the next picture; each has a megabyte
// of tables. The level and the version of the library are part of the bytes.
// The compressor of the standard library takes half as long again.
var compressors = sync.Pool{New: func() any {
	z, err := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant
	}
	return z
}}

// writeChunk writes a chunk with its length and its checksum.
func writeChunk(out *bytes.Buffer, kind string, data []byte) {
	var word [4]byte
	binary.BigEndian.PutUint32(word[:], uint32(len(data)))
	out.Write(word[:])
	start := out.Len()
	out.WriteString(kind)
	out.Write(data)
	binary.BigEndian.PutUint32(word[:], crc32.ChecksumIEEE(out.Bytes()[start:]))
	out.Write(word[:])
}
