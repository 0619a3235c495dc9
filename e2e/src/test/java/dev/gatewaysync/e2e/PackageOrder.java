package dev.gatewaysync.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The packages of a module from the lowest to the highest: each may use those before it, and none after it. */
final class PackageOrder extends ArchCondition<JavaClass> {
    private static final int ELSEWHERE = -1;

    private final String root;
    private final List<String> lowestFirst;

    private PackageOrder(String root, List<String> lowestFirst) {
        super("use only packages of its module that come before its own");
        this.root = root;
        this.lowestFirst = lowestFirst;
    }

    /**
     * @param root the module's package
     * @param lowestFirst every package of it, named from there; the empty name is {@code root} itself
     */
    static ArchRule of(String root, String... lowestFirst) {
        return classes().that().resideInAPackage(root + "..").should(new PackageOrder(root, List.of(lowestFirst)));
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        int own = position(item);
        if (own == ELSEWHERE) {
            events.add(SimpleConditionEvent.violated(
                    item, item.getName() + " is in a package that has no place in the order of its module"));
            return;
        }
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
            if (position(dependency.getTargetClass().getBaseComponentType()) > own) {
                events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
            }
        }
    }

    private int position(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(root)) {
            return lowestFirst.indexOf("");
        }
        return name.startsWith(root + ".") ? lowestFirst.indexOf(name.substring(root.length() + 1)) : ELSEWHERE;
    }
}
