import Policy
import Postgres

/// Histories of outlets, each with one to five violations of which the newest is decided again, as rows of the text format.
struct RandomHistories: AsyncSequence, Sendable {
    let outlets: Int

    static let table: SQL = """
        CREATE UNLOGGED TABLE outlet_history (
            outlet_id bigint NOT NULL, place integer NOT NULL, kind "char" NOT NULL, day date NOT NULL, until date,
            moment timestamptz, number bigint, reference text, criterion text, word text, more text,
            value double precision, outlet text, further text, PRIMARY KEY (outlet_id, place))
        """

    static let copy: SQL = "COPY outlet_history FROM STDIN"

    /// The rows of the outlets from `first` to `last`, as `KnownHistory` has them.
    static func rows(_ first: Int, _ last: Int) -> SQL {
        """
        COPY (
            SELECT outlet_id, kind, day, until, moment, number, reference, criterion, word, more, value, outlet, further
            FROM outlet_history WHERE outlet_id BETWEEN \(first) AND \(last) ORDER BY outlet_id
        ) TO STDOUT (FORMAT binary)
        """
    }

    func makeAsyncIterator() -> Iterator { Iterator(outlets: outlets) }

    struct Iterator: AsyncIteratorProtocol {
        let outlets: Int
        var outlet = 0
        var violation = 0
        var numbers = Numbers(seed: 1)

        mutating func next() async -> [UInt8]? {
            guard outlet < outlets else { return nil }
            var text = ""
            while outlet < outlets, text.utf8.count < 60_000 {
                outlet += 1
                append(&text)
            }
            return Array(text.utf8)
        }

        /// Violations between 2020 and 2026, oldest first; nine of ten are established, and of the same row of the table.
        private mutating func append(_ text: inout String) {
            let name = "0363-\(outlet)"
            let count = Int.random(in: 1...5, using: &numbers)
            let days = (0..<count).map { _ in Int.random(in: 18_262...20_453, using: &numbers) }.sorted()
            let criterion = Self.criteria[Int.random(in: 0..<Self.criteria.count, using: &numbers)]
            for (place, number) in days.enumerated() {
                violation += 1
                let day = LocalDate(daysSince1970: number)?.description ?? ""
                let inspection = "I-2026-\(violation)"
                let isLast = place == count - 1
                let stands = !isLast && Int.random(in: 0..<10, using: &numbers) > 0
                let decided = stands ? LocalDate(daysSince1970: number + 30)?.description ?? "" : "\\N"
                let other = Self.criteria[Int.random(in: 0..<Self.criteria.count, using: &numbers)]
                let failed = isLast || Int.random(in: 0..<10, using: &numbers) > 1 ? criterion : other
                let word = stands ? "established" : "alleged"
                text += "\(outlet)\t\(place)\tv\t\(day)\t\(decided)\t\(day) 12:00Z\t\(violation)\t\(inspection)\t"
                text += "\(failed)\t\(word)\t\(stands ? "fine" : "\\N")\t\\N\t\\N\t\\N\n"
                guard isLast else { continue }
                text += "\(outlet)\t\(count)\tf\t\(day)\t\\N\t\(day) 12:00Z\t\(violation)\t\(inspection)\t"
                text += "\(failed)\tretail\t\\N\t\\N\t\(name)\t\\N\n"
            }
        }

        private static let criteria = ["hours", "advertising", "conditional", "badge", "signs", "name"]
    }
}
