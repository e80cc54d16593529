extension Fields {
    /// The reference of an outlet, its check character verified, in upper case.
    package mutating func outletReference(_ name: String) -> String {
        let text = text(name, max: 40)
        return text.isEmpty ? text : checkedReference(name, text)
    }

    /// As `outletReference`; nil when the member is absent or null.
    package mutating func optionalOutletReference(_ name: String) -> String? {
        optionalText(name, max: 40).map { checkedReference(name, $0) }
    }

    private mutating func checkedReference(_ name: String, _ text: String) -> String {
        do {
            return try OutletReference(text).description
        } catch {
            note(name, "not_a_reference", error.message(for: text))
            return text
        }
    }
}
