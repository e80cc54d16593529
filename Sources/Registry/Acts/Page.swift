import FoundationEssentials
import Postgres
import Records

/// Which part of a list: at most `limit` items after `cursor`.
package struct Page: Sendable, Equatable {
    /// 1…500.
    package var limit: Int
    /// Opaque text of an earlier answer's `next`, or nil for the beginning.
    package var cursor: String?

    package static let limits = 1...500

    package init(limit: Int = 100, cursor: String? = nil) {
        self.limit = limit
        self.cursor = cursor
    }

    /// The sort key after which the page begins, or nil. A cursor is the base64url text of that key.
    /// - Throws: `Refusal` when the text is not one of ours.
    func position() throws -> String? {
        guard let cursor else { return nil }
        guard let key = Self.key(cursor) else { throw Self.foreign(cursor) }
        return key
    }

    /// What is wrong with the text of a cursor, whatever list it is for; nil when it may be one of ours.
    package static func problem(of cursor: String) -> FieldProblem? {
        key(cursor) == nil ? foreignCursor(cursor) : nil
    }

    private static func key(_ cursor: String) -> String? {
        var base64 = cursor.replacing("-", with: "+").replacing("_", with: "/")
        while base64.utf8.count % 4 != 0 { base64.append("=") }
        guard let data = Data(base64Encoded: base64), let key = String(data: data, encoding: .utf8), !key.isEmpty,
            key.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { return nil }
        return key
    }

    /// As `position`, for a list that is sorted by a number.
    /// - Throws: `Refusal` when the text is not one of ours.
    func number() throws -> Int? {
        guard let key = try position() else { return nil }
        guard let number = Int(key) else { throw Self.foreign(cursor ?? key) }
        return number
    }

    /// As `position`, for a list that is sorted by time.
    /// - Throws: `Refusal` when the text is not one of ours.
    func time() throws -> TimeKey? {
        guard let text = try position() else { return nil }
        guard let key = TimeKey(text) else { throw Self.foreign(cursor ?? text) }
        return key
    }

    private static func foreign(_ cursor: String) -> Refusal { .badInput([foreignCursor(cursor)]) }

    private static func foreignCursor(_ cursor: String) -> FieldProblem {
        FieldProblem("/cursor", "not_a_cursor", "The cursor \"\(cursor)\" did not come from this list.")
    }

    /// The cursor that continues after a sort key.
    static func cursor(after key: String) -> String {
        var base64 = Data(key.utf8).base64EncodedData()
        base64 = base64.prefix { $0 != UInt8(ascii: "=") }
        for index in base64.indices {
            switch base64[index] {
            case UInt8(ascii: "+"): base64[index] = UInt8(ascii: "-")
            case UInt8(ascii: "/"): base64[index] = UInt8(ascii: "_")
            default: continue
            }
        }
        return String(decoding: base64, as: UTF8.self)
    }
}

extension Answer {
    /// `{"items":[…],"next":…}` from one row more than the page holds; the sort key of each row is its column `_cursor`
    /// (columns whose name begins with an underscore are not part of the JSON).
    static func list(_ rows: Rows, _ page: Page) throws -> Answer {
        let shown = Swift.min(rows.count, page.limit)
        let next =
            rows.count > page.limit ? Page.cursor(after: try rows[shown - 1].get("_cursor", as: String.self)) : nil
        let end = Array(",\"next\":\(next.map { "\"\($0)\"" } ?? "null")}".utf8)
        var answer = Answer(body: rows.json(first: shown, between: "{\"items\":", and: end))
        answer.next = next
        return answer
    }

    /// One record with its version as entity tag.
    /// - Throws: `refusal` when there is no row.
    static func record(_ rows: Rows, orElse refusal: Refusal, status: Int = 200, location: String? = nil) throws
        -> Answer
    {
        guard rows.count > 0 else { throw refusal }
        let row = rows[0]
        let etag = rows.columns.contains("version") ? Answer.etag(version: try row.get("version", as: Int.self)) : nil
        return Answer(status: status, body: rows.json(row: 0), location: location, etag: etag)
    }
}
