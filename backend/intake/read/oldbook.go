package read

import (
	"context"
	"io"

	"github.com/brandloop/brandloop/backend/fault"
)

// oldSheets refuses a workbook of Excel 97 to 2003.
func (f *File) oldSheets(context.Context, func() (io.ReadCloser, error)) ([]*Table, error) {
	return nil, fault.New(fault.Invalid, "read.looks.xls", f.Name)
}
