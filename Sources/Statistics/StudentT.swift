import Glibc

/// Student's t distribution with a whole number of degrees of freedom.
enum StudentT {
    /// The 97.5 % point, to ten digits.
    ///
    /// Above a million degrees of freedom it is the normal one to that precision.
    static func upperPoint(degreesOfFreedom: Int) -> Double {
        guard degreesOfFreedom < 1_000_000 else { return Interval.z }
        var (low, high) = (0.0, 1.5707963267948966)
        for _ in 0..<60 {
            let angle = (low + high) / 2
            if central(angle, degreesOfFreedom) < 0.95 { low = angle } else { high = angle }
        }
        return Double(degreesOfFreedom).squareRoot() * tan((low + high) / 2)
    }

    /// The probability that |T| is at most `sqrt(degreesOfFreedom) * tan(angle)`: finite sums.
    /// Source: Abramowitz and Stegun 26.7.3 and 26.7.4.
    private static func central(_ angle: Double, _ degreesOfFreedom: Int) -> Double {
        let (sine, cosine) = (sin(angle), cos(angle))
        let isOdd = degreesOfFreedom % 2 == 1
        var term = isOdd ? cosine : 1
        var sum = degreesOfFreedom == 1 ? 0 : term
        var step = isOdd ? 3 : 2
        while step < degreesOfFreedom {
            term *= cosine * cosine * Double(step - 1) / Double(step)
            sum += term
            step += 2
        }
        return isOdd ? (angle + sine * sum) * 2 / Double.pi : sine * sum
    }
}
