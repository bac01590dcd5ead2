package app

// Content binds the room of posts.
type Content struct{ shell *Shell }
