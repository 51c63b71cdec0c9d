package file

import (
	"io"

	"github.com/xuri/excelize/v2"
)

// The most that a workbook and a sheet of it unpack to: they keep a small file
// from becoming a large one.
const (
	maxWorkbook = 1 << 30
	maxSheet    = 256 << 20
)

// Workbook opens an XLSX file whose cells are read as they are stored, not as
// they are shown. Callers close it.
func (f *File) Workbook() (*excelize.File, error) {
	r, size, err := f.ReaderAt()
	if err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxWorkbook, UnzipXMLSizeLimit: maxSheet})
	if err != nil {
		return nil, f.NoWorkbook(err)
	}
	return book, nil
}

// NoWorkbook is the error of a workbook that cannot be read, or read on.
func (f *File) NoWorkbook(err error) error {
	return refuse(f.Name, "cannot be read as an Excel workbook: %w", err)
}
