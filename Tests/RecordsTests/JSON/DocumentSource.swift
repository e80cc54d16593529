import Chance
import Foundation
import Records

/// Random JSON documents from a seed, and ways to damage them.
struct DocumentSource {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func value(depth: Int) -> JSONValue {
        switch below(depth > 0 ? 9 : 6) {
        case 0: .null
        case 1: .bool(below(2) == 0)
        case 2: .integer(below(2_000) - 1_000)
        case 3: .number(Double(below(1_000_000)) / 64 + 0.25)
        case 4, 5: .string(text())
        case 6, 7: .array((0..<below(5)).map { _ in value(depth: depth - 1) })
        default:
            .object(
                Dictionary((0..<below(5)).map { _ in (text(), value(depth: depth - 1)) }, uniquingKeysWith: { $1 }))
        }
    }

    private mutating func text() -> String {
        let alphabet: [Character] = ["a", "Z", "9", " ", "\"", "\\", "/", "\n", "\u{1}", "é", "ß", "😀", "漢", "{", "]"]
        return String((0..<below(8)).map { _ in alphabet[below(alphabet.count)] })
    }

    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let place = below(max(1, bytes.count))
        switch below(3) {
        case 0 where !bytes.isEmpty: bytes.remove(at: place)
        case 1: bytes.insert(Array("{}[],:\"\\0-.eutf \n".utf8)[below(17)], at: place)
        default: if !bytes.isEmpty { bytes[place] = UInt8(below(256)) }
        }
        return bytes
    }

    private mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
}

extension JSONValue {
    /// Whether Foundation's reading of the document is the same value.
    func equals(_ other: Any) -> Bool {
        switch self {
        case .null: other is NSNull
        case .bool(let value): (other as? Bool) == value
        case .integer(let value): (other as? NSNumber)?.intValue == value
        case .number(let value): (other as? NSNumber)?.doubleValue == value
        case .string(let value): (other as? String) == value
        case .array(let items):
            (other as? [Any]).map { $0.count == items.count && zip(items, $0).allSatisfy { $0.equals($1) } } ?? false
        case .object(let members):
            (other as? [String: Any]).map { other in
                other.count == members.count
                    && members.allSatisfy { name, value in other[name].map { value.equals($0) } ?? false }
            } ?? false
        }
    }
}
