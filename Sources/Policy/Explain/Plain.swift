/// A number without a needless ".0", with the fraction mark of the language.
package func plain(_ value: Double, fraction: Character = ".") -> String {
    guard value.isFinite else { return "\(value)" }
    guard value == value.rounded(), abs(value) < 1e15 else {
        return String("\(value)".map { $0 == "." ? fraction : $0 })
    }
    return "\(Int(value))"
}
