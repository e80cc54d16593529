import Policy
import Records

/// The steps of all earlier penalties under some packs, as the answer to the call.
struct StepCounts {
    private var penalties = 0
    private var counted = 0
    private var notCounted: [NotCounted: Int] = [:]
    private var counters: [StepCounter]

    /// - Parameter events: those of one licence beside each other.
    init(_ events: [EarlierEvent], under packs: [Pack], assumedFrom: LocalDate?) {
        counters = packs.map { StepCounter($0, assumedFrom: assumedFrom) }
        var start = events.startIndex
        while start < events.endIndex {
            let licence = events[start].licence
            let end = events[start...].firstIndex { $0.licence != licence } ?? events.endIndex
            count(Array(events[start..<end]), of: licence ?? "")
            start = end
        }
    }

    private mutating func count(_ history: [EarlierEvent], of licence: String) {
        for penalty in history where penalty.isPenalty {
            penalties += 1
            if let reason = NotCounted(penalty) {
                notCounted[reason, default: 0] += 1
                continue
            }
            counted += 1
            for place in counters.indices { counters[place].count(penalty, of: licence, among: history) }
        }
    }

    var answer: Answer {
        let json: JSONValue = [
            "penalties": .integer(penalties), "counted": .integer(counted),
            "notCounted": .array(
                NotCounted.allCases.compactMap { reason -> JSONValue? in
                    notCounted[reason].map { ["reason": .string(reason.rawValue), "rows": .integer($0)] }
                }),
            "steps": .array(counters.flatMap(\.stepRows)), "agreement": .array(counters.map(\.agreement)),
            "compared": .array(counters.flatMap { counter in counter.compared.map { $0.json(counter.pack) } }),
            "notCompared": .array(counters.flatMap(\.notComparedRows)),
        ]
        return Answer(body: json.bytes())
    }
}

extension StepCounter {
    private var name: [String: JSONValue] { ["pack": .string(pack.id), "version": .string(pack.version)] }

    private func row(_ members: [String: JSONValue]) -> JSONValue {
        .object(name.merging(members) { _, new in new })
    }

    /// One per step, the lowest first.
    fileprivate var stepRows: [JSONValue] {
        steps.sorted { $0.key < $1.key }.map { step, imposed in
            row([
                "window": window.map(JSONValue.string) ?? .null, "step": .string(step.description),
                "rows": .integer(imposed.rows), "fine": .integer(imposed.of(.fine)),
                "medianFine": imposed.medianFine.map(JSONValue.integer) ?? .null,
                "suspension": .integer(imposed.of(.suspension)), "withdrawal": .integer(imposed.of(.withdrawal)),
                "warning": .integer(imposed.of(.warning)), "other": .integer(imposed.other),
            ])
        }
    }

    fileprivate var agreement: JSONValue {
        row([
            "from": (pack.validFrom ?? assumedFrom).map { .string($0.description) } ?? .null,
            "verified": .bool(isVerified), "rows": .integer(compared.count),
            "agree": .integer(compared.count(where: \.agrees)),
        ])
    }

    fileprivate var notComparedRows: [JSONValue] {
        NotCompared.allCases.compactMap { reason -> JSONValue? in
            notCompared[reason].map { row(["reason": .string(reason.rawValue), "rows": .integer($0)]) }
        }
    }
}
