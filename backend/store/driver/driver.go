// Package sqlite stands in for github.com/glebarez/go-sqlite, the driver that
// GORM's pure-Go SQLite dialect asks for. It hands over modernc.org/sqlite,
// from which that driver was forked and which writes about twice as fast.
package sqlite

import "modernc.org/sqlite"

// Driver is modernc's driver, registered with database/sql as "sqlite".
type Driver = sqlite.Driver

// FunctionContext is what a function of SQL gets besides its arguments.
type FunctionContext = sqlite.FunctionContext

// MustRegisterDeterministicScalarFunction gives every connection opened from
// then on a function of SQL.
var MustRegisterDeterministicScalarFunction = sqlite.MustRegisterDeterministicScalarFunction

// Error is modernc's error, with SQLite's extended result code.
type Error = sqlite.Error
