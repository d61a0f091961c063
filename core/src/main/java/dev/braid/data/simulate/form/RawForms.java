package dev.braid.data.simulate.form;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.util.List;

/** The list of published forms that can be simulated, one line each. */
public final class RawForms {
    /** All of them, by name. */
    public static final List<RawForm<?>> ALL =
            List.of(AliCcpForm.FORM, AliExpressForm.FORM, CriteoForm.FORM, CriteoAttributionForm.FORM, WeChatForm.FORM);

    private RawForms() {}

    /**
     * The form of a name.
     *
     * @throws BadInput when there is none
     */
    public static RawForm<?> named(String name) {
        return ALL.stream()
                .filter(form -> form.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no form named '" + name + "' can be simulated; "
                        + NearestName.suggestion(
                                name, ALL.stream().map(RawForm::name).toList())));
    }
}
