package read

import (
	"bufio"
	"errors"
	"io"
)

// unwrapReader takes the extra pair of quotes off every line of src.
type unwrapReader struct {
	src  *bufio.Reader
	line []byte // what is left of the line being handed out
	raw  []byte
	out  []byte
	err  error
}

func newUnwrap(src io.Reader) *unwrapReader {
	return &unwrapReader{src: bufio.NewReaderSize(src, 64<<10)}
}

func (u *unwrapReader) Read(p []byte) (int, error) {
	for len(u.line) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		u.next()
	}
	n := copy(p, u.line)
	u.line = u.line[n:]
	return n, nil
}

// next makes the next line ready. A line longer than a record may be is
// handed on in pieces, as it is: the rows refuse it.
func (u *unwrapReader) next() {
	u.raw = u.raw[:0]
	for {
		part, err := u.src.ReadSlice('\n')
		u.raw = append(u.raw, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			if len(u.raw) <= MaxRecord {
				continue
			}
			err = nil
		}
		u.err = err
		break
	}
	text, end := u.raw, 0
	for end < len(text) && (text[len(text)-1-end] == '\n' || text[len(text)-1-end] == '\r') {
		end++
	}
	u.out, _ = unwrap(u.out[:0], text[:len(text)-end])
	u.out = append(u.out, text[len(text)-end:]...)
	u.line = u.out
}
