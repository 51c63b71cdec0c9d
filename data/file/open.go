package file

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/periplus-data/periplus/data"
)

// Options bound what a file may cost. The zero value has safe defaults.
type Options struct {
	// MaxBytes is the most that an archive may unpack to, that New reads, and
	// that Bytes returns. 0 is 64 GB, 4 GB for New, and 1 GB for Bytes.
	MaxBytes int64
	// MaxRatio is the most bytes that one packed byte may become, once 64 MB
	// are unpacked. 0 is 250; CSV of trade packs 5 to 50 times.
	MaxRatio int
	// MaxLine is the most bytes of one line, or of one record where quoted
	// cells hold line ends. 0 is 16 MB.
	MaxLine int
	// Member names the file in a zip with more than one. Open also takes it as
	// the rest of the path: baci.zip/BACI_HS92_Y2020_V202501.csv.
	Member string
}

const (
	defaultMaxBytes = 64 << 30
	defaultStream   = 4 << 30 // for New, which may keep it on disk
	defaultWhole    = 1 << 30 // for Bytes, which holds it all in memory
	defaultMaxRatio = 250
	defaultMaxLine  = 16 << 20
	ratioFrom       = 64 << 20 // a small file harms nobody at any ratio
	spoolInMemory   = 32 << 20 // of a stream; what is longer goes to a temporary file
	headBytes       = 64 << 10
)

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxRatio <= 0 {
		o.MaxRatio = defaultMaxRatio
	}
	if o.MaxLine <= 0 {
		o.MaxLine = defaultMaxLine
	}
	return o
}

// Kind says what a file holds once it is unpacked.
type Kind int

// The kinds of file.
const (
	Text    Kind = iota // CSV and its kin, or any text that is not JSON
	JSON                // text that begins as a JSON object or array
	Parquet             // an Apache Parquet file
	XLSX                // an Excel workbook of 2007 or later
)

// String returns the name of k as messages write it.
func (k Kind) String() string {
	return [...]string{"text", "JSON", "Parquet", "XLSX"}[k]
}

// Errors that callers tell apart. Each comes in a *data.ParseError that names
// the file.
var (
	// ErrEmpty says that a file has no bytes, or nothing but blanks.
	ErrEmpty = errors.New("is empty")
	// ErrTooLarge says that a bound of Options was passed.
	ErrTooLarge = errors.New("is too large")
	// ErrDamaged says that a file is cut off or its check sum is wrong.
	ErrDamaged = errors.New("is damaged")
	// ErrNotText says that bytes are no text in a known encoding.
	ErrNotText = errors.New("is not a text file in UTF-8, UTF-16 or Windows-1252")
	// ErrQuote says that a record has a quote in the wrong place. Records goes on
	// behind it.
	ErrQuote = errors.New("a quote stands in the middle of a cell")
	// ErrMember says that a zip holds several files and none was chosen.
	ErrMember = errors.New("holds more than one file")
)

// File is an opened file. It may be read any number of times, also by several
// readers at once. Close releases it.
type File struct {
	// Name is the path as given, with the member's name behind that of a zip.
	Name string
	// Size is the length in bytes of the file as it lies on disk.
	Size int64

	o       Options
	disk    io.ReaderAt
	closers []func() error
	kind    Kind
	packing string // "gzip", "zip" or ""
	unpack  func() (io.ReadCloser, error)
	whole   []byte // unpacked content where it had to be held in memory

	position atomic.Int64
	head     string
	start    start // of the records in the text

	commaOnce sync.Once
	comma     rune

	mu       sync.Mutex
	encoding encoding
	notes    []string
}

// Open opens the regular file at path. A path that goes on behind a zip names
// the member to read. The error is a *data.ParseError with the path.
func Open(path string, o Options) (*File, error) {
	info, err := os.Stat(path)
	if err != nil {
		if archive, member, ok := insideArchive(path); ok && o.Member == "" {
			o.Member = member
			return Open(archive, o)
		}
		return nil, refuse(path, "cannot be read: %w", data.WithoutPath(err))
	}
	if err := regular(path, info.Mode()); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, refuse(path, "cannot be read: %w", data.WithoutPath(err))
	}
	// The file may have been replaced since.
	if info, err = f.Stat(); err == nil {
		err = regular(path, info.Mode())
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return newFile(path, f, info.Size(), o, f.Close)
}

// insideArchive splits a path at the regular file that it passes through.
func insideArchive(path string) (archive, member string, ok bool) {
	for dir := filepath.Dir(path); len(dir) > 1 && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil {
			rest := strings.TrimPrefix(strings.TrimPrefix(filepath.ToSlash(path), filepath.ToSlash(dir)), "/")
			return dir, rest, info.Mode().IsRegular()
		}
	}
	return "", "", false
}

func regular(path string, mode fs.FileMode) error {
	what := ""
	switch {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		return refuse(path, "is a folder; name a file in it")
	case mode&fs.ModeNamedPipe != 0:
		what = "pipe"
	case mode&fs.ModeSocket != 0:
		what = "socket"
	case mode&fs.ModeDevice != 0:
		what = "device"
	default:
		what = "special file"
	}
	return refuse(path, "is a %s, not a file that can be read twice; save its content to a file first", what)
}

// New reads r to its end, as standard input or text in memory, and opens what
// it read; name stands for it in errors. More than 32 MB go to a temporary
// file, which Close removes.
func New(name string, r io.Reader, o Options) (*File, error) {
	limit := int64(defaultStream)
	if o.MaxBytes > 0 {
		limit = o.MaxBytes
	}
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, min(limit+1, spoolInMemory)))
	switch {
	case err != nil:
		return nil, refuse(name, "cannot be read: %w", data.WithoutPath(err))
	case n > limit:
		return nil, refuse(name, "%w: over %s", ErrTooLarge, bytesText(limit))
	case n < spoolInMemory:
		return newFile(name, bytes.NewReader(b.Bytes()), n, o, nil)
	}
	t, err := os.CreateTemp("", "periplus-*")
	if err != nil {
		return nil, refuse(name, "is long, and no temporary file can be made for it: %w", data.WithoutPath(err))
	}
	remove := func() error { return errors.Join(t.Close(), os.Remove(t.Name())) }
	n, err = io.Copy(t, io.MultiReader(&b, io.LimitReader(r, limit+1-n)))
	if err == nil && n > limit {
		err = fmt.Errorf("%w: over %s", ErrTooLarge, bytesText(limit))
	}
	if err != nil {
		remove()
		return nil, refuse(name, "cannot be read: %w", data.WithoutPath(err))
	}
	return newFile(name, t, n, o, remove)
}

func newFile(name string, disk io.ReaderAt, size int64, o Options, closer func() error) (*File, error) {
	f := &File{Name: name, Size: size, o: o.withDefaults()}
	f.disk = &positioned{disk, &f.position}
	if closer != nil {
		f.closers = append(f.closers, closer)
	}
	if err := f.recognize(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Close releases the file. Readers of it must not be used afterwards.
func (f *File) Close() error {
	var errs []error
	for _, c := range f.closers {
		errs = append(errs, c())
	}
	f.closers = nil
	return errors.Join(errs...)
}

// Kind returns what the file holds.
func (f *File) Kind() Kind { return f.kind }

// Packing returns "gzip" or "zip" where the file is packed, else "".
func (f *File) Packing() string { return f.packing }

// Encoding returns the encoding of the text as "UTF-8", "UTF-16",
// "Windows-1252" or "UTF-8 and Windows-1252", and "" for Parquet and XLSX. A
// file whose head is ASCII is "UTF-8" until a reading has met more.
func (f *File) Encoding() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kind == Parquet || f.kind == XLSX {
		return ""
	}
	return f.encoding.String()
}

// Notes returns what a user should be told about the reading so far: each
// guess about packing and encoding. It is complete when a reading has ended.
func (f *File) Notes() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.notes...)
}

func (f *File) note(format string, args ...any) {
	f.notes = append(f.notes, fmt.Sprintf(format, args...))
}

// Head returns the first 64 KB of text at most, as UTF-8 without byte order
// mark and without a line sep=; that Excel writes for itself. It is "" for
// Parquet and XLSX.
func (f *File) Head() string { return f.head }

// Reader returns the content from its beginning: text as UTF-8 without byte
// order mark, Parquet and XLSX as they are. It may be called again.
func (f *File) Reader() (io.ReadCloser, error) {
	f.position.Store(0)
	r, err := f.unpack()
	if err != nil || f.kind == Parquet || f.kind == XLSX {
		return r, err
	}
	return f.decoder(r), nil
}

// Position returns up to which byte of the file on disk readers have come since
// the last call of Reader, for showing how far a long reading is: Size is the
// end, also of a packed file. It may be called at any time.
func (f *File) Position() int64 { return f.position.Load() }

// positioned notes the farthest byte that was read.
type positioned struct {
	io.ReaderAt
	farthest *atomic.Int64
}

func (p *positioned) ReadAt(b []byte, off int64) (int, error) {
	n, err := p.ReaderAt.ReadAt(b, off)
	for to := off + int64(n); ; {
		if at := p.farthest.Load(); to <= at || p.farthest.CompareAndSwap(at, to) {
			return n, err
		}
	}
}

// Bytes returns the content as Reader gives it. More than Options.MaxBytes,
// 1 GB by default, is ErrTooLarge.
func (f *File) Bytes() ([]byte, error) {
	r, err := f.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	limit := int64(defaultWhole)
	if f.o.MaxBytes != defaultMaxBytes {
		limit = f.o.MaxBytes
	}
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = refuse(f.Name, "%w to be held in memory: over %s", ErrTooLarge, bytesText(limit))
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

// ReaderAt returns the unpacked bytes of a Parquet or XLSX file for reading at
// any place, with their length.
func (f *File) ReaderAt() (io.ReaderAt, int64, error) {
	switch {
	case f.packing == "":
		return f.disk, f.Size, nil
	case f.whole != nil:
		return bytes.NewReader(f.whole), int64(len(f.whole)), nil
	}
	b, err := f.Bytes()
	return bytes.NewReader(b), int64(len(b)), err
}

// SHA256 returns the hash of the file as it lies on disk, in lower-case hex.
func (f *File) SHA256() (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, f.onDisk()); err != nil {
		return "", refuse(f.Name, "cannot be read: %w", data.WithoutPath(err))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// onDisk reads the file as it lies. That it became shorter since it was opened
// is an error.
func (f *File) onDisk() io.Reader {
	return &exactReader{r: io.NewSectionReader(f.disk, 0, f.Size), left: f.Size, name: f.Name}
}

type exactReader struct {
	r    io.Reader
	left int64
	name string
}

func (e *exactReader) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	e.left -= int64(n)
	switch {
	case err == io.EOF && e.left > 0:
		err = refuse(e.name, "became shorter while it was read")
	case err != nil && err != io.EOF:
		err = refuse(e.name, "cannot be read: %w", data.WithoutPath(err))
	}
	return n, err
}

func refuse(name, format string, args ...any) error {
	return &data.ParseError{File: name, Err: fmt.Errorf(format, args...)}
}

func bytesText(n int64) string {
	for _, u := range []struct {
		size int64
		name string
	}{{1 << 30, "GB"}, {1 << 20, "MB"}, {1 << 10, "KB"}} {
		if n >= u.size {
			return fmt.Sprintf("%d %s", n/u.size, u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}
