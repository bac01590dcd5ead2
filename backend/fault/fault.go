// Package fault is the one error that a person reads: a code for programs and
// a sentence from the catalogue. Every other error is internal: it is written
// whole to the log and shown as such.
package fault

import (
	"errors"

	"github.com/brandloop/brandloop/backend/lang"
)

// The codes of an Error.
const (
	Invalid  = "invalid"   // what was entered cannot be used
	NotFound = "not_found" // what was named is not there
	Conflict = "conflict"  // something else stands in the way
	Newer    = "newer"     // the file was written by a newer version
	Damaged  = "damaged"   // the file on disk is broken
	Canceled = "canceled"  // the person stopped it
	Internal = "internal"  // a defect of ours
)

// Error is a refusal that a person can act on.
type Error struct {
	Code  string
	Key   string // the sentence in package lang
	Args  []any  // what fills the sentence's verbs
	Field string // the field of a form it is about, or ""
}

// Error is the sentence in English.
func (e *Error) Error() string { return e.In("en") }

// In is the sentence in a language.
func (e *Error) In(code string) string {
	args := make([]any, len(e.Args))
	for i, a := range e.Args {
		switch said := a.(type) {
		case Sentence:
			a = lang.T(code, said.Key, said.Args...)
		case Named:
			a = said(code)
		}
		args[i] = a
	}
	return lang.T(code, e.Key, args...)
}

// Of returns the Error within err, or nil when err is internal.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Is reports whether err is an Error with that code.
func Is(err error, code string) bool {
	e := Of(err)
	return e != nil && e.Code == code
}

// New makes an Error of that code with the sentence of key.
func New(code, key string, args ...any) *Error {
	return &Error{Code: code, Key: key, Args: args}
}

// Bad refuses the value of a field.
func Bad(field, key string, args ...any) *Error {
	return &Error{Code: Invalid, Key: key, Args: args, Field: field}
}

// Named is a name within a sentence's arguments that people wrote in each
// language.
type Named func(code string) string

// Sentence is a sentence within another's arguments: it is said in the language
// of the whole.
type Sentence struct {
	Key  string
	Args []any
}
