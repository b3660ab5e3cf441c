export default String.raw`#ifndef __FEATURES_H
#define __FEATURES_H
#endif
`;
