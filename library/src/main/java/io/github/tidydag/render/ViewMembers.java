package io.github.tidydag.render;

import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.ext.beans.MemberAccessPolicy;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/** Templates see what our own views say, and nothing of Java's: no classes, no loaders. */
final class ViewMembers implements MemberAccessPolicy {
  private static final String OURS = "io.github.tidydag.";

  private static boolean isOurs(Member member) {
    return member.getDeclaringClass().getName().startsWith(OURS);
  }

  @Override
  public ClassMemberAccessPolicy forClass(Class<?> contextClass) {
    return new ClassMemberAccessPolicy() {
      @Override
      public boolean isMethodExposed(Method method) {
        return isOurs(method);
      }

      @Override
      public boolean isConstructorExposed(Constructor<?> constructor) {
        return false;
      }

      @Override
      public boolean isFieldExposed(Field field) {
        return false;
      }
    };
  }

  @Override
  public boolean isToStringAlwaysExposed() {
    return false;
  }
}
