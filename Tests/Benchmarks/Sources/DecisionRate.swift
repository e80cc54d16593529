import FoundationEssentials
import Policy
import PolicyPacks

/// How many decisions one core makes in a second: the registry's side of `Tests/Benchmarks/run decisions`.
///
/// Prints one line of JSON: the rate, and fine (in whole units) and days of each case. With 0 seconds it measures nothing.
struct DecisionRate {
    private let path: String
    private let pack: Pack
    private let cases: [Facts]
    private let seconds: Double

    /// - Parameter arguments: `bare` or `traced`, the file of the pack, the file of the cases, and seconds.
    init(arguments: [String]) throws {
        guard arguments.count == 4, let seconds = Double(arguments[3]) else { throw Usage() }
        path = arguments[0]
        pack = try PackLibrary.load(yaml: String(contentsOfFile: arguments[1], encoding: .utf8), file: arguments[1])
        cases = try JSONDecoder().decode([Facts].self, from: Data(contentsOf: URL(filePath: arguments[2])))
        self.seconds = seconds
    }

    struct Usage: Error, CustomStringConvertible {
        let description = "usage: decisions bare|traced PACK CASES SECONDS"
    }

    func run() throws {
        let answers = try cases.map(answer).joined(separator: ",")
        let rate =
            path == "bare" ? rate { outcome($0, under: pack).days } : rate { decide($0, under: pack).lines.count }
        show("{\"rate\":\(rate),\"answers\":[\(answers)]}")
    }

    /// Fine and days of one case, of which the licensee gets one or the other; both paths must give them.
    private func answer(_ facts: Facts) throws -> String {
        let (decision, bare) = (decide(facts, under: pack), outcome(facts, under: pack))
        let measures = decision.measure.map { [$0] } ?? decision.options.flatMap(\.measures)
        let fine = measures.compactMap(\.amount).first?.minorUnits ?? 0
        let days = measures.compactMap(\.length).first?.value ?? 0
        let first = days > 0 ? (days: days, fine: 0) : (days: 0, fine: fine)
        guard bare.days == first.days, bare.fine == first.fine, bare.options == measures.count else {
            throw Disagreement(decision: decision, bare: bare)
        }
        return "[\(fine / 100),\(days)]"
    }

    struct Disagreement: Error {
        var decision: Decision
        var bare: Outcome
    }

    /// Decisions per second of processor time; what they give is added up, so that none can be left out.
    private func rate(_ decision: (Facts) -> Int) -> Double {
        guard seconds > 0 else { return 0 }
        var (done, sum) = (0, 0)
        let start = cpuSeconds(.ownProcess)
        return cases.withUnsafeBufferPointer { cases in
            while true {
                // By place: a copy of the facts would retain each of their members.
                for place in cases.indices { sum &+= decision(cases[place]) }
                done += cases.count
                let elapsed = cpuSeconds(.ownProcess) - start
                if elapsed >= seconds { return sum == .min ? 0 : Double(done) / elapsed }
            }
        }
    }
}
