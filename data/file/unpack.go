package file

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"

	"github.com/periplus-data/periplus/data"
)

// recognize finds out what the file is, and how to get at its content.
func (f *File) recognize() error {
	if f.Size == 0 {
		return refuse(f.Name, "%w", ErrEmpty)
	}
	first := make([]byte, min(f.Size, 512))
	if _, err := io.ReadFull(f.onDisk(), first); err != nil {
		return err
	}
	f.unpack = func() (io.ReadCloser, error) { return io.NopCloser(f.onDisk()), nil }
	switch {
	case bytes.HasPrefix(first, []byte{0x1f, 0x8b}):
		if err := f.useGzip(); err != nil {
			return err
		}
	case isZip(first):
		if err := f.useZip(); err != nil || f.kind == XLSX {
			return err
		}
	}
	if f.packing == "" && f.o.Member != "" {
		return refuse(f.Name, "is not a zip, so %q cannot be taken out of it", f.o.Member)
	}
	return f.recognizeContent()
}

func isZip(b []byte) bool {
	return bytes.HasPrefix(b, []byte("PK\x03\x04")) || bytes.HasPrefix(b, []byte("PK\x05\x06"))
}

func (f *File) useGzip() error {
	if f.o.Member != "" {
		return refuse(f.Name, "is packed with gzip and holds one file, so %q cannot be taken out of it", f.o.Member)
	}
	f.packing = "gzip"
	f.unpack = func() (io.ReadCloser, error) {
		z, err := gzip.NewReader(f.onDisk())
		if err != nil {
			return nil, f.damaged(err, 0)
		}
		return &cappedReader{f: f, r: z, packed: f.Size}, nil
	}
	return nil
}

// cappedReader unpacks within the bounds of Options.
type cappedReader struct {
	f      *File
	r      io.ReadCloser
	packed int64 // bytes that it comes from
	n      int64 // bytes given so far
}

func (c *cappedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	o := c.f.o
	switch {
	case c.n > o.MaxBytes:
		return 0, refuse(c.f.Name, "%w: it unpacks to over %s", ErrTooLarge, bytesText(o.MaxBytes))
	case c.n > ratioFrom && c.n/int64(o.MaxRatio) > c.packed:
		return 0, refuse(c.f.Name, "%w: it unpacks to over %d times its size, as no real data do", ErrTooLarge, o.MaxRatio)
	case err != nil && err != io.EOF:
		return n, c.f.damaged(err, c.n)
	}
	return n, err
}

func (c *cappedReader) Close() error { return c.r.Close() }

// damaged says in plain words what a decompressor found.
func (f *File) damaged(err error, after int64) error {
	var pe *data.ParseError
	switch {
	case errors.As(err, &pe):
		return err // already said
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return refuse(f.Name, "%w: the %s is cut off after %d bytes of content; get the file again", ErrDamaged, f.packing, after)
	}
	return refuse(f.Name, "%w: the %s cannot be unpacked beyond %d bytes of content (%v); get the file again", ErrDamaged, f.packing, after, err)
}

// maxMembers bounds the list of a zip.
const maxMembers = 20_000

func (f *File) useZip() error {
	z, err := openZip(f.disk, f.Size)
	if err != nil {
		return refuse(f.Name, "%w: it begins as a zip, but its list of files, which stands at the end, is missing; it may be cut off: get the file again", ErrDamaged)
	}
	if isWorkbook(z) {
		if f.o.Member != "" {
			return refuse(f.Name, "is an Excel workbook, so the file %q cannot be taken out of it", f.o.Member)
		}
		f.kind = XLSX
		return nil
	}
	m, err := f.member(z)
	if err != nil {
		return err
	}
	f.packing = "zip"
	f.Name += "/" + m.Name
	switch {
	case m.Flags&1 != 0:
		return refuse(f.Name, "is locked with a password; unpack it and read the file itself")
	case m.UncompressedSize64 > uint64(f.o.MaxBytes):
		return refuse(f.Name, "%w: it unpacks to over %s", ErrTooLarge, bytesText(f.o.MaxBytes))
	case m.UncompressedSize64 == 0:
		return refuse(f.Name, "%w", ErrEmpty)
	}
	f.unpack = func() (io.ReadCloser, error) {
		r, err := m.Open()
		if err != nil {
			return nil, f.damaged(err, 0)
		}
		// The list may lie about the packed size, the disk cannot.
		return &cappedReader{f: f, r: r, packed: min(int64(m.CompressedSize64), f.Size)}, nil
	}
	return nil
}

func openZip(r io.ReaderAt, size int64) (*zip.Reader, error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // nothing is written by these names
		return nil, err
	}
	z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	return z, nil
}

// isWorkbook reports whether a zip is an Excel workbook.
func isWorkbook(z *zip.Reader) bool {
	types, book := false, false
	for _, m := range z.File {
		types = types || m.Name == "[Content_Types].xml"
		book = book || strings.HasPrefix(m.Name, "xl/workbook.")
	}
	return types && book
}

// member returns the one file of data in a zip, or the one that was asked for.
func (f *File) member(z *zip.Reader) (*zip.File, error) {
	if len(z.File) > maxMembers {
		return nil, refuse(f.Name, "%w: it holds %d files; unpack it and name one of them", ErrTooLarge, len(z.File))
	}
	var files []*zip.File
	for _, m := range z.File {
		if f.o.Member != "" && (m.Name == f.o.Member || path.Base(m.Name) == f.o.Member) {
			return m, nil
		}
		base := path.Base(m.Name)
		if !strings.HasSuffix(m.Name, "/") && !strings.HasPrefix(base, ".") && !strings.HasPrefix(m.Name, "__MACOSX/") && base != "Thumbs.db" {
			files = append(files, m)
		}
	}
	names := make([]string, len(files))
	for i, m := range files {
		names[i] = m.Name
	}
	if f.o.Member != "" {
		return nil, refuse(f.Name, "holds no file %q%s; it holds %s", f.o.Member, data.Suggest(f.o.Member, names), listed(names))
	}
	if len(files) == 0 {
		return nil, refuse(f.Name, "%w: the zip holds no file", ErrEmpty)
	}
	chosen := files
	if len(files) > 1 {
		chosen = slices.DeleteFunc(slices.Clone(files), func(m *zip.File) bool { return isBesideData(m.Name) })
	}
	if len(chosen) != 1 {
		return nil, refuse(f.Name, "%w: %s; name one, as %s/%s", ErrMember, listed(names), f.Name, names[0])
	}
	if len(files) > 1 {
		f.note("the zip holds %d files; read is %s", len(files), chosen[0].Name)
	}
	return chosen[0], nil
}

// isBesideData reports whether a file in a zip is what providers put beside
// the data: a text to read, or the World Bank's Metadata_Country_… tables.
func isBesideData(name string) bool {
	base := strings.ToLower(path.Base(name))
	switch path.Ext(base) {
	case ".txt":
		return strings.Contains(base, "readme") || strings.Contains(base, "licen") || strings.Contains(base, "notes")
	case ".pdf", ".md", ".html", ".htm", ".doc", ".docx", ".rtf", ".png", ".jpg", ".xml":
		return true
	}
	return strings.HasPrefix(base, "metadata_") || !strings.Contains(base, ".") && strings.HasPrefix(base, "licen")
}

func listed(names []string) string {
	if len(names) > 8 {
		return strings.Join(names[:8], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// useUnpacked holds a packed Parquet file or workbook in memory: both are read
// at many places.
func (f *File) useUnpacked() error {
	r, err := f.unpack()
	if err != nil {
		return err
	}
	defer r.Close()
	limit := min(f.o.MaxBytes, defaultWhole)
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = refuse(f.Name, "%w: it unpacks to over %s; unpack it and read the file itself", ErrTooLarge, bytesText(limit))
	}
	if err != nil {
		return err
	}
	f.whole = b
	f.unpack = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
	return nil
}
