package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/coder/websocket"
)

// session is a connection by WebDriver BiDi, https://www.w3.org/TR/webdriver-bidi/: commands, their results, and events.
type session struct {
	conn *websocket.Conn

	mu      sync.Mutex
	last    int
	waiting map[int]chan message
	hear    func(method string, params json.RawMessage)
	lost    error
}

// message is what comes: a result or an error with the number of the command, or an event without one.
type message struct {
	ID      *int
	Method  string
	Params  json.RawMessage
	Result  json.RawMessage
	Error   string
	Message string
}

// dial connects. Events go to hear, one after another; it must not send commands itself.
func dial(ctx context.Context, address string, hear func(string, json.RawMessage)) (*session, error) {
	conn, _, err := websocket.Dial(ctx, address, nil)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(-1) // a picture or a PDF is one message
	s := &session{conn: conn, waiting: map[int]chan message{}, hear: hear}
	go s.read()
	return s, nil
}

func (s *session) read() {
	for {
		_, data, err := s.conn.Read(context.Background())
		var m message
		if err == nil {
			err = json.Unmarshal(data, &m)
		}
		if err != nil {
			s.lose(err)
			return
		}
		if m.ID == nil {
			s.hear(m.Method, m.Params)
			continue
		}
		s.mu.Lock()
		answer := s.waiting[*m.ID]
		delete(s.waiting, *m.ID)
		s.mu.Unlock()
		if answer != nil { // its caller may have stopped waiting
			answer <- m
		}
	}
}

// lose ends every wait for an answer.
func (s *session) lose(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lost = err
	for _, answer := range s.waiting {
		close(answer)
	}
	clear(s.waiting)
}

// call sends a command and decodes its result into result, unless that is nil.
func (s *session) call(ctx context.Context, method string, params, result any) error {
	s.mu.Lock()
	if s.lost != nil {
		s.mu.Unlock()
		return fmt.Errorf("%s: the connection is lost: %w", method, s.lost)
	}
	s.last++
	id, answer := s.last, make(chan message, 1)
	s.waiting[id] = answer
	s.mu.Unlock()

	data, err := json.Marshal(map[string]any{"id": id, "method": method, "params": params})
	if err == nil {
		err = s.conn.Write(ctx, websocket.MessageText, data)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case m, ok := <-answer:
		switch {
		case !ok:
			return fmt.Errorf("%s: the connection is lost", method)
		case m.Error != "":
			return fmt.Errorf("%s: %s: %s", method, m.Error, m.Message)
		case result == nil:
			return nil
		}
		return json.Unmarshal(m.Result, result)
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
}

// remoteValue is a value of the page as BiDi sends it, https://www.w3.org/TR/webdriver-bidi/#type-script-RemoteValue.
type remoteValue struct {
	Type  string
	Value json.RawMessage
}

// plain makes JSON of a value, as JSON.stringify would. What JSON cannot represent is null.
func (v remoteValue) plain() (any, error) {
	switch v.Type {
	case "string", "boolean":
		return v.Value, nil
	case "number":
		return number(v.Value)
	case "array":
		var items []remoteValue
		if err := json.Unmarshal(v.Value, &items); err != nil {
			return nil, err
		}
		list := make([]any, len(items))
		for i, item := range items {
			var err error
			if list[i], err = item.plain(); err != nil {
				return nil, err
			}
		}
		return list, nil
	case "object":
		var entries [][2]json.RawMessage
		if err := json.Unmarshal(v.Value, &entries); err != nil {
			return nil, err
		}
		object := map[string]any{}
		for _, entry := range entries {
			if err := put(object, entry[0], entry[1]); err != nil {
				return nil, err
			}
		}
		return object, nil
	}
	return nil, nil
}

func put(object map[string]any, key, value json.RawMessage) error {
	var name string
	var v remoteValue
	if err := errors.Join(json.Unmarshal(key, &name), json.Unmarshal(value, &v)); err != nil {
		return err
	}
	if v.Type == "undefined" {
		return nil
	}
	var err error
	object[name], err = v.plain()
	return err
}

// number reads a number; those that JSON does not have come as strings.
func number(data json.RawMessage) (any, error) {
	text, err := strconv.Unquote(string(data))
	if err != nil {
		return data, nil
	}
	n, err := strconv.ParseFloat(strings.TrimPrefix(text, "+"), 64)
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return nil, err
	}
	return n, err
}
