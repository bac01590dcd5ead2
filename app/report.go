package app

// Report binds the room of workbooks.
type Report struct{ shell *Shell }
